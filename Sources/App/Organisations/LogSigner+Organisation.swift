// SPDX-License-Identifier: Apache-2.0

import Audit
import Foundation
import Policy
import Storage
import Values

extension LogSigner {
    /// Signs the logs of an organisation. Their name is settled when the first is needed: the business's public host and a random
    /// pseudonym, since receipts travel far and the name of an organisation may be that of a person.
    init(of business: Businesses.Business, secrets folder: URL) throws {
        try self.init(in: folder) { Self.freshBase(of: business) }
    }

    /// Signs the log of the installation itself, named after the host of its first business.
    init(ofInstallationServing businesses: Businesses, secrets folder: URL) throws {
        try self.init(in: folder) {
            businesses.all.first.map { Self.host($0.policy.declarations.contacts.website) } ?? "sampan.invalid"
        }
    }

    /// A name that no log of the organisation has had.
    static func freshBase(of business: Businesses.Business) -> String {
        "\(host(business.policy.declarations.contacts.website))/organisations/\(pseudonym())"
    }

    static func freshBase(ofInstallationServing businesses: Businesses) -> String {
        let host = businesses.all.first.map { Self.host($0.policy.declarations.contacts.website) } ?? "sampan.invalid"
        return "\(host)/restored/\(pseudonym())"
    }

    /// Sixteen hexadecimal digits.
    private static func pseudonym() -> String {
        ID<AuditLog>.random().bytes.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// `https://shop.example:8443/vi` is at `shop.example:8443`.
    private static func host(_ address: String) -> String {
        let bare = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        return String(bare.prefix { $0 != "/" })
    }
}
