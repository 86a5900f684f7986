// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Policy
import Values
import Vault

/// Stripe's API as this adapter uses it: every request through the one door, answers as `StripeAnswer`.
struct StripeAPI: Sendable {
    static let recipient = RecipientID("stripe")

    /// Asked at each use: an owner may put in another account at any time.
    let account: @Sendable () async throws -> StripeAccount
    let door: Door

    /// For whom and why a request is made.
    struct Occasion: Sendable {
        let person: PersonID
        let subject: [UInt8]
        var purpose = Purpose.purchase
        /// What the request shows besides the sealed fields.
        var stating: Set<Category> = []
    }

    func get<Object: Decodable>(
        _ occasion: Occasion, opening fields: [SealedValue], path: @Sendable (OpenedFields) throws -> String
    ) async throws -> StripeAnswer<Object> {
        let account = try await account()
        return try await send(occasion, fields) { opened in
            HTTPCall(.get, account.baseURL + (try path(opened)), headers: account.headers)
        }
    }

    /// A POST with an idempotency key: repeated, Stripe gives the first answer again, its 500 included
    /// (docs.stripe.com/api/idempotent_requests).
    func post<Object: Decodable>(
        _ occasion: Occasion, opening fields: [SealedValue], key: String?,
        path: @Sendable (OpenedFields) throws -> String,
        form: @Sendable (OpenedFields) throws -> StripeForm
    ) async throws -> StripeAnswer<Object> {
        let account = try await account()
        return try await send(occasion, fields) { opened in
            var headers = account.headers + [(name: "Content-Type", value: "application/x-www-form-urlencoded")]
            if let key { headers.append((name: "Idempotency-Key", value: String(key.prefix(255)))) }
            return HTTPCall(
                .post, account.baseURL + (try path(opened)), headers: headers,
                body: [UInt8](try form(opened).text.utf8))
        }
    }

    /// A question about nobody in particular.
    func call(_ method: HTTPCall.Method, _ path: String) async throws -> HTTPCall {
        let account = try await account()
        return HTTPCall(method, account.baseURL + path, headers: account.headers)
    }

    private func send<Object: Decodable>(
        _ occasion: Occasion, _ fields: [SealedValue], build: @Sendable (OpenedFields) throws -> HTTPCall
    ) async throws -> StripeAnswer<Object> {
        StripeAnswer(
            try await door.send(
                to: Self.recipient, for: occasion.purpose, about: occasion.person, fields: fields,
                stating: occasion.stating, subject: occasion.subject, as: .system("payments")
            ) { .http(try build($0)) })
    }
}

extension StripeAccount {
    fileprivate var headers: [(name: String, value: String)] {
        [
            (name: "Authorization", value: "Bearer \(secretKey)"),
            (name: "Stripe-Version", value: StripeAccount.apiVersion),
        ]
    }
}
