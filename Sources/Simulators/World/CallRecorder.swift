// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Synchronization
import Values

/// Everything that left the shop for a provider, as it arrived: what a test reads to see exactly what was disclosed.
final class CallRecorder: Sendable {
    struct Call: Sendable {
        let number: Int
        let at: Instant
        let provider: Provider
        let method: String
        let path: String
        let headers: [(String, String)]
        let body: String
        var status: Int?
    }

    private let calls = Mutex<[Call]>([])
    private let limit = 5_000

    /// Keeps the latest 5,000 calls; gives the number to answer under.
    func record(_ request: WorldRequest, to provider: Provider, at now: Instant) -> Int {
        let query =
            request.query.fields.isEmpty
            ? ""
            : "?"
                + request.query.fields.map { "\($0.name)=\($0.value)" }
                .joined(separator: "&")
        let headers = request.headers.map { ($0.name.canonicalName, $0.value) }
        return calls.withLock { calls in
            let number = (calls.last?.number ?? 0) + 1
            calls.append(
                Call(
                    number: number, at: now, provider: provider, method: request.method.rawValue,
                    path: request.path + query, headers: headers, body: request.bodyText))
            calls.removeFirst(max(0, calls.count - limit))
            return number
        }
    }

    /// A mail handed over counts as a call: envelope as headers, message as body.
    func record(_ envelope: Envelope, at now: Instant) {
        calls.withLock { calls in
            calls.append(
                Call(
                    number: (calls.last?.number ?? 0) + 1, at: now, provider: .mail, method: "MAIL", path: "/",
                    headers: [("MAIL FROM", envelope.sender)] + envelope.recipients.map { ("RCPT TO", $0) },
                    body: String(decoding: envelope.message, as: UTF8.self), status: 250))
        }
    }

    func answered(_ number: Int, with status: Int) {
        calls.withLock { calls in
            guard let index = calls.lastIndex(where: { $0.number == number }) else { return }
            calls[index].status = status
        }
    }

    func all(of provider: Provider? = nil) -> [Call] {
        calls.withLock { $0 }.filter { provider == nil || $0.provider == provider }
    }

    func reset() { calls.withLock { $0 = [] } }
}

extension CallRecorder.Call {
    var json: JSON {
        [
            "number": .integer(Int64(number)), "at": .string(at.description), "provider": .string(provider.rawValue),
            "method": .string(method), "path": .string(path), "headers": JSON(headers), "body": .string(body),
            "status": JSON(status.map(Int64.init)),
        ]
    }
}
