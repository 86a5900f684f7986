// SPDX-License-Identifier: Apache-2.0

import AsyncHTTPClient
package import Disclosure
import NIOCore
import NIOHTTP1
import Values

/// Carries HTTP requests: within one total deadline, without following redirects, logging nothing.
///
/// An answer over the limit counts as none. Plain HTTP goes to this very machine and nowhere else; the door has checked
/// that already, and a second lock costs nothing. Names under `.localhost` are this machine (RFC 6761 §6.3), whatever the
/// resolver thinks.
package struct HTTPCourier: Courier {
    package static let responseLimit = 1 << 20

    private let client: HTTPClient
    private let responseLimit: Int

    /// - Parameter responseLimit: for the few who answer with more than a third party has to say.
    package init(responseLimit: Int = Self.responseLimit) {
        self.responseLimit = responseLimit
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = .seconds(5)
        // A retried connection would hide that nothing left; repeating is for jobs to decide.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Ends open connections. To be called once, at the end of the program or test.
    package func close() async throws {
        try await client.shutdown()
    }

    package func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .http(let call) = outgoing else { throw DeliveryFailure.notSent("not-http") }
        let address = try HTTPAddress(call)
        let body = WatchedBody(call.body)
        do {
            return try await within(call.deadline) { try await perform(call, at: address, sending: body) }
        } catch {
            throw DeliveryFailure(error, leftAlready: body.wasAskedFor || call.body.isEmpty)
        }
    }

    private func perform(_ call: HTTPCall, at address: HTTPAddress, sending body: WatchedBody) async throws -> Reply {
        var request = HTTPClientRequest(url: address.url)
        request.method = .init(rawValue: call.method.rawValue)
        for header in call.headers { request.headers.add(name: header.name, value: header.value) }
        if let host = address.hostHeader { request.headers.replaceOrAdd(name: "Host", value: host) }
        if !call.body.isEmpty { request.body = .stream(body, length: .known(Int64(call.body.count))) }
        let response = try await client.execute(request, timeout: .milliseconds(call.deadline.milliseconds))
        let content = try await response.body.collect(upTo: call.answerLimit ?? responseLimit)
        return .http(
            status: Int(response.status.code), headers: response.headers.map { ($0.name, $0.value) },
            body: [UInt8](content.readableBytesView))
    }

    /// The client's own deadline ends with the head of an answer; this one covers its body as well.
    private func within(
        _ deadline: Duration, _ work: @escaping @Sendable () async throws -> Reply
    ) async throws -> Reply {
        try await withThrowingTaskGroup(of: Reply.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: deadline)
                throw HTTPClientError.deadlineExceeded
            }
            defer { group.cancelAll() }
            guard let first = try await group.next() else { throw HTTPClientError.cancelled }
            return first
        }
    }
}
