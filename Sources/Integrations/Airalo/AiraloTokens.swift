// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Values

/// The access token of an account, bought with client credentials and kept while it lives. At most three are given a minute.
actor AiraloTokens {
    private let account: AiraloAccount
    private let door: Door
    private let clock: any WallClock
    private let pace = RequestPace(limit: 3, per: .seconds(60))
    private var kept: (token: String, until: Instant)?

    /// The vendor lets a token live for 24 hours, whatever `expires_in` says.
    private static let lifetime = Duration.hours(24)
    private static let margin = Duration.seconds(600)

    init(account: AiraloAccount, door: Door, clock: any WallClock) {
        self.account = account
        self.door = door
        self.clock = clock
    }

    /// Nil when there is none to be had now.
    func token() async throws -> String? {
        if let kept, kept.until > clock.now() { return kept.token }
        // Waiting for the third minute would hold up an order for longer than asking again later does.
        guard await pace.hasPlace() else { return nil }
        try await pace.turn()
        let form = [
            ("client_id", account.clientID), ("client_secret", account.clientSecret),
            ("grant_type", "client_credentials"),
        ].map { "\($0.0)=\(StripeForm.encoded($0.1))" }.joined(separator: "&")
        let call = HTTPCall(
            .post, "\(account.baseURL)/v2/token",
            headers: [
                (name: "Accept", value: "application/json"),
                (name: "Content-Type", value: "application/x-www-form-urlencoded"),
            ],
            body: [UInt8](form.utf8))
        guard case .answered(.http(200, _, let body), _) = try await door.call(account.recipient, call),
            // Unreadable: as if not answered.
            let reply = try? JSONDecoder().decode(AiraloReply<Grant>.self, from: Data(body))
        else { return nil }
        let seconds = Duration.seconds(min(reply.data.expiresIn, 86_400))
        kept = (reply.data.accessToken, clock.now() + min(seconds, Self.lifetime) - Self.margin)
        return reply.data.accessToken
    }

    /// The supplier does not take it any more.
    func forget(_ token: String) {
        if kept?.token == token { kept = nil }
    }

    private struct Grant: Decodable {
        let accessToken: String
        let expiresIn: Int

        enum CodingKeys: String, CodingKey {
            case accessToken = "access_token"
            case expiresIn = "expires_in"
        }
    }
}
