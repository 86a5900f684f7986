// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Values
import Vault

/// Airalo's API: a bearer token, forms and queries out, JSON back, everything through the one door.
struct AiraloAPI: Sendable {
    let account: AiraloAccount
    let door: Door
    let clock: any WallClock
    private let tokens: AiraloTokens
    /// The tightest limit of any address we use, per account: five a second.
    private let pace = RequestPace(limit: 5, per: .seconds(1))

    init(account: AiraloAccount, door: Door, clock: any WallClock) {
        self.account = account
        self.door = door
        self.clock = clock
        tokens = AiraloTokens(account: account, door: door, clock: clock)
    }

    /// For whom a request is made. What it shows besides sealed fields is the order alone.
    struct Occasion: Sendable {
        let person: PersonID
        let subject: [UInt8]
    }

    func get<Object: Decodable>(
        _ occasion: Occasion, opening fields: [SealedValue] = [],
        path: @escaping @Sendable (OpenedFields) throws -> String
    ) async throws -> AiraloAnswer<Object> {
        try await send(occasion, fields) { try call(.get, path($0), token: $1) }
    }

    func post<Object: Decodable>(
        _ path: String, _ occasion: Occasion, opening fields: [SealedValue] = [],
        form: @escaping @Sendable (OpenedFields) throws -> AiraloForm
    ) async throws -> AiraloAnswer<Object> {
        try await send(occasion, fields) { opened, token in
            let form = try form(opened)
            return call(.post, path, token: token, body: form.bytes, type: form.contentType)
        }
    }

    /// A question about nobody.
    func get<Object: Decodable>(_ path: String) async throws -> AiraloAnswer<Object> {
        try await withToken { token in
            try await door.call(account.recipient, call(.get, path, token: token))
        }
    }

    /// A wish about nobody.
    func post<Object: Decodable>(_ path: String, json: [UInt8]) async throws -> AiraloAnswer<Object> {
        try await withToken { token in
            try await door.call(
                account.recipient, call(.post, path, token: token, body: json, type: "application/json"))
        }
    }

    private func send<Object: Decodable>(
        _ occasion: Occasion, _ fields: [SealedValue],
        build: @escaping @Sendable (OpenedFields, String) throws -> HTTPCall
    ) async throws -> AiraloAnswer<Object> {
        try await withToken { token in
            try await door.send(
                to: account.recipient, for: .purchase, about: occasion.person, fields: fields, stating: [.order],
                subject: occasion.subject, as: .system("supply")
            ) { .http(try build($0, token)) }
        }
    }

    /// Asks once more with a fresh token when the old one is not taken: nothing was done then.
    private func withToken<Object: Decodable>(
        _ ask: (String) async throws -> DisclosureOutcome
    ) async throws -> AiraloAnswer<Object> {
        for attempt in 1...2 {
            guard let token = try await tokens.token() else { return .notTaken }
            // Waiting comes before the gate, which is to be read when sending.
            try await pace.turn()
            let outcome = try await ask(token)
            guard case .answered(.http(401, _, _), _) = outcome else { return AiraloAnswer(outcome) }
            await tokens.forget(token)
            if attempt == 2 { break }
        }
        return .refused(.other(code: "http-401"))
    }

    private func call(
        _ method: HTTPCall.Method, _ path: String, token: String, body: [UInt8] = [], type: String? = nil
    ) -> HTTPCall {
        var headers = [
            (name: "Accept", value: "application/json"), (name: "Authorization", value: "Bearer \(token)"),
        ]
        if let type { headers.append((name: "Content-Type", value: type)) }
        return HTTPCall(method, "\(account.baseURL)/v2/\(path)", headers: headers, body: body)
    }
}
