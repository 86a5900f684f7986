// SPDX-License-Identifier: Apache-2.0

package import Backup
import Disclosure
import Foundation
package import Values

/// A repository in a bucket of an S3-compatible store.
///
/// What goes there is sealed, names included, so it passes no policy's gate: the store is part of the machine room. Objects are
/// put whole; what a store answers with 5xx, or not at all, is asked again a few times.
package struct S3Target: BackupTarget {
    private let account: S3Account
    private let bucket: String
    /// Empty, or ending in a slash.
    private let prefix: String
    private let courier: HTTPCourier
    private let clock: any WallClock

    private static let tries = 4
    private static let objectsPerPage = "1000"

    /// - Parameter prefix: what all keys begin with, so that repositories may share a bucket.
    package init(
        bucket: String, prefix: String, account: S3Account, courier: HTTPCourier, clock: any WallClock
    ) {
        self.bucket = bucket
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        self.account = account
        self.courier = courier
        self.clock = clock
    }

    package var name: String { "s3://\(bucket)/\(prefix)" }

    package func put(_ bytes: [UInt8], at key: String) async throws {
        let answer = try await call(.put, key: key, body: bytes)
        guard answer.status == 200 else { throw problem("write", key, answer) }
    }

    package func get(_ key: String) async throws -> [UInt8]? {
        let answer = try await call(.get, key: key)
        switch answer.status {
        case 200: return answer.body
        case 404 where S3Listing.text("Code", in: answer.text) != "NoSuchBucket": return nil
        default: throw problem("read", key, answer)
        }
    }

    package func delete(_ key: String) async throws {
        let answer = try await call(.delete, key: key)
        guard [200, 204, 404].contains(answer.status) else { throw problem("delete", key, answer) }
    }

    package func list(_ wanted: String) async throws -> [StoredObject] {
        var found: [StoredObject] = []
        var token: String?
        repeat {
            var query = [
                (name: "list-type", value: "2"), (name: "prefix", value: prefix + wanted),
                (name: "max-keys", value: Self.objectsPerPage),
            ]
            if let token { query.append((name: "continuation-token", value: token)) }
            let answer = try await call(.get, key: nil, query: query)
            guard answer.status == 200 else { throw problem("list", wanted, answer) }
            let page = S3Listing(answer.text)
            found += page.objects.map { StoredObject(key: String($0.key.dropFirst(prefix.count)), size: $0.size) }
            token = page.next
        } while token != nil
        return found
    }

    // MARK: Calling

    private struct Answer {
        let status: Int
        let body: [UInt8]
        var text: String { String(decoding: body, as: UTF8.self) }
    }

    private func call(
        _ method: HTTPCall.Method, key: String?, query: [(name: String, value: String)] = [], body: [UInt8] = []
    ) async throws -> Answer {
        var failure = "no answer"
        for attempt in 1...Self.tries {
            if attempt > 1 { try await Task.sleep(for: .milliseconds(100 << (2 * (attempt - 2)))) }
            do {
                let answer = try await send(method, key: key, query: query, body: body)
                // 503 is "slow down", 500 an error that passes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
                guard answer.status >= 500 else { return answer }
                failure = "it answered \(answer.status)"
            } catch let delivery as DeliveryFailure {
                failure = delivery.reason
            }
        }
        throw TargetProblem("\(name) could not be reached (\(failure)), \(Self.tries) times")
    }

    /// Signed anew each time: a signature is good for a quarter of an hour.
    private func send(
        _ method: HTTPCall.Method, key: String?, query: [(name: String, value: String)], body: [UInt8]
    ) async throws -> Answer {
        let path =
            "/" + S3Signature.encoded(bucket)
            + (key.map { "/" + S3Signature.encoded(prefix + $0, keepingSlashes: true) } ?? "")
        let signature = S3Signature(account: account, time: clock.now().basicISO8601)
        var headers = signature.signed(
            method.rawValue, path: path, query: query, headers: ["host": host], payload: body)
        headers["host"] = nil
        let address = account.endpoint + path + (query.isEmpty ? "" : "?" + S3Signature.canonical(query))
        let reply = try await courier.deliver(
            .http(
                HTTPCall(
                    method, address, headers: headers.map { ($0.key, $0.value) }, body: body, deadline: .seconds(60))))
        guard case .http(let status, _, let content) = reply else { throw DeliveryFailure.noAnswer("not-http") }
        return Answer(status: status, body: content)
    }

    /// With the port, as the client sends it.
    private var host: String {
        let bare = account.endpoint.firstRange(of: "://").map { account.endpoint[$0.upperBound...] } ?? ""
        return String(bare.prefix { $0 != "/" })
    }

    private func problem(_ act: String, _ key: String, _ answer: Answer) -> TargetProblem {
        let code = S3Listing.text("Code", in: answer.text) ?? "\(answer.status)"
        return TargetProblem("cannot \(act) \(key) at \(name): it answered \(code)")
    }
}

extension DeliveryFailure {
    fileprivate var reason: String {
        switch self {
        case .notSent(let reason), .noAnswer(let reason), .rejected(let reason): reason
        }
    }
}

extension Instant {
    /// `20130524T000000Z`.
    fileprivate var basicISO8601: String {
        let date = Date(timeIntervalSince1970: Double(milliseconds / 1000))
        return date.formatted(.iso8601.dateSeparator(.omitted).timeSeparator(.omitted))
    }
}
