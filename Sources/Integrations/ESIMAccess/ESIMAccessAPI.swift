// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Policy
import Values
import Vault

/// eSIM Access's API: signed JSON posts, at most eight a second, everything through the one door.
struct ESIMAccessAPI: Sendable {
    static let recipient = RecipientID("esim-access")

    /// Asked at each use: an owner may put in another account at any time.
    let account: @Sendable () async throws -> ESIMAccessAccount
    let door: Door
    let clock: any WallClock
    private let pace = RequestPace(limit: 8, per: .seconds(1))

    init(account: @escaping @Sendable () async throws -> ESIMAccessAccount, door: Door, clock: any WallClock) {
        self.account = account
        self.door = door
        self.clock = clock
    }

    /// For whom and why a request is made.
    struct Occasion: Sendable {
        let person: PersonID
        let subject: [UInt8]
        var purpose = Purpose.purchase
        /// What the request shows besides the sealed fields.
        var stating: Set<Category> = []
    }

    func ask<Object: Decodable>(
        _ path: String, _ occasion: Occasion, opening fields: [SealedValue],
        body: @Sendable (OpenedFields) throws -> some Encodable & Sendable
    ) async throws -> ESIMAccessAnswer<Object> {
        // Waiting comes before the gate, which is to be read when sending.
        try await pace.turn()
        let account = try await account()
        return ESIMAccessAnswer(
            try await door.send(
                to: Self.recipient, for: occasion.purpose, about: occasion.person, fields: fields,
                stating: occasion.stating, subject: occasion.subject, as: .system("supply")
            ) { .http(try call(path, of: account, body: try body($0))) })
    }

    /// A question about nobody.
    func ask<Object: Decodable>(_ path: String, body: some Encodable) async throws -> ESIMAccessAnswer<Object> {
        try await pace.turn()
        let call = try call(path, of: try await account(), body: body)
        return ESIMAccessAnswer(try await door.call(Self.recipient, call))
    }

    private func call(
        _ path: String, of account: ESIMAccessAccount, body: some Encodable
    ) throws -> HTTPCall {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = [UInt8](try encoder.encode(body))
        let timestamp = String(clock.now().milliseconds)
        let requestID = UUID().uuidString.lowercased()
        let signature = ESIMAccessSignature.make(
            timestamp: timestamp, requestID: requestID, accessCode: account.accessCode, secretKey: account.secretKey,
            body: bytes)
        return HTTPCall(
            .post, "\(account.baseURL)/api/v1/open/\(path)",
            headers: [
                (name: "Content-Type", value: "application/json"), (name: "RT-AccessCode", value: account.accessCode),
                (name: "RT-Timestamp", value: timestamp), (name: "RT-RequestID", value: requestID),
                (name: "RT-Signature", value: signature),
            ],
            body: bytes)
    }
}
