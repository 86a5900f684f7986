// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// Everything a `business.yaml` says of a business: how it is found, how it looks, what it is connected to.
package struct BusinessDefinition: Hashable, Sendable {
    /// The folder name; stands in paths and configuration keys.
    package let slug: String
    package let name: Wording
    package let tagline: Wording
    /// Lower-case host names without port, none twice; the first is the one links are written with by default.
    package let hosts: [String]
    /// The first is shown to a visitor who prefers none of them.
    package let languages: [Language]
    package let timeZone: TimeZone
    /// The currency prices are shown in.
    package let currency: Currency
    package let supportEmail: String
    package let theme: BusinessTheme
    package let adapters: [AdapterDefinition]
    /// Who sells, as receipts name them.
    package let seller: Seller
    /// Pages of others that may carry our chat, as `https://blog.example`: exactly these.
    package let chatOrigins: [String]

    package func adapter(_ id: RecipientID) -> AdapterDefinition? {
        adapters.first { $0.id == id }
    }
}

/// What a receipt says of the seller; what nobody wrote down is left out.
package struct Seller: Hashable, Sendable {
    package let name: String?
    package let address: String?
    /// The number under which it pays taxes, or is registered.
    package let taxNumber: String?
    /// What of every price is tax, in hundredths of the price without it.
    package let taxPercent: Int?

    package static let unknown = Seller(name: nil, address: nil, taxNumber: nil, taxPercent: nil)
}

/// A hue and its strength on the OKLCH circle.
package struct BusinessTheme: Hashable, Sendable {
    /// Degrees, 0 to 360.
    package let hue: Double
    /// 0 (grey) to 0.2.
    package let chroma: Double
}

/// Where one adapter of the business finds its service.
package struct AdapterDefinition: Hashable, Sendable {
    package let id: RecipientID
    /// The configuration key that names the service's address.
    package let addressKey: String
    /// The address when the configuration names none; nil if it has to.
    package let address: String?
    /// Origins a browser may be sent to by this service, for the pages' content policy.
    package let redirectOrigins: [String]
    /// What shows that it takes cards as the card schemes ask; nil for one that takes none.
    package let attestation: CardAttestation?
}

/// A provider's attestation of compliance with PCI DSS, as somebody of ours read it.
package struct CardAttestation: Hashable, Sendable {
    /// Version and level, as in `PCI DSS 4.0.1, service provider level 1`.
    package let standard: String
    package let seen: RevisionDate
    /// The last day it holds.
    package let until: RevisionDate
    /// Where it can be read, or asked for.
    package let document: String
}
