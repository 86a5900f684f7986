// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import Values

/// What the shop knows of that staff may want to be mailed about.
struct ShopNews: StaffNewsSource {
    let countTrouble: CountTrouble

    func count(_ kind: StaffNewsKind, after moment: Instant, until end: Instant) async throws -> Int {
        let reasons: Set<Attention.Reason> =
            switch kind {
            case .notDelivered: [.notDelivered]
            case .moneyUnmatched: [.paymentMismatch]
            case .disputed: [.disputed]
            case .balanceLow: [.balanceLow]
            case .heldForReview: [.heldForReview]
            case .attestation: [.attestationEnding, .attestationEnded]
            }
        return try await countTrouble(reasons, withMoney: kind == .moneyUnmatched, after: moment, until: end)
    }
}
