// SPDX-License-Identifier: Apache-2.0

import Crypto
import Values
import Vault

/// A plan as it would look, for whoever is editing it: the shop's own page shows it under a signed address for an hour,
/// and nobody can buy it there.
package struct PlanPreviews: Sendable {
    static let lifetime = Duration.hours(1)
    private let key: SymmetricKey
    private let clock: any WallClock

    init(_ keys: OrganisationKeys, clock: any WallClock) {
        key = keys.linkKey("plan preview")
        self.clock = clock
    }

    /// What stands behind `?preview=`: the prices, until when, and a signature over both and the plan.
    package func token(for slug: String, at prices: Prices) -> String {
        let until = (clock.now() + Self.lifetime).seconds
        let claim = "\(prices.vnd)-\(prices.usdCents)-\(until)"
        return claim + "-" + mac(slug, claim)
    }

    /// The plan at the prices of a token of ours that has not run out.
    package func plan(_ record: PlanRecord, _ token: String) -> Plan? {
        let parts = token.split(separator: "-", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let vnd = Int64(parts[0]), let cents = Int64(parts[1]), let until = Int64(parts[2]),
            until > clock.now().seconds
        else { return nil }
        let expected = [UInt8](mac(record.plan.slug, parts[0...2].joined(separator: "-")).utf8)
        let given = [UInt8](parts[3].utf8)
        guard expected.count == given.count, zip(expected, given).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0 else {
            return nil
        }
        return record.plan.priced(Prices(vnd: vnd, usdCents: cents))
    }

    private func mac(_ slug: String, _ claim: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(slug) \(claim)".utf8), using: key)
        return Base64URL.encode([UInt8](code.prefix(16)))
    }
}
