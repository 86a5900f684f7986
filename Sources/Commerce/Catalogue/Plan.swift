// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// An eSIM plan on sale: an amount of data in one destination for a number of days.
package struct Plan: Hashable, Sendable {
    /// What addresses and carts call it: `japan-5gb-30d`.
    package let slug: String
    package let destination: Destination
    package let name: Wording
    package let dataBytes: Int64
    /// Counted from first use.
    package let validityDays: Int
    package let prices: Prices
    package let supplierPackage: SupplierPackage

    package func price(in currency: Currency) -> Money { prices[currency] }
    package var dataGigabytes: Int { Int(dataBytes / DataVolume.bytesPerGigabyte) }
}

/// More data for an eSIM of the destination.
package struct TopUpOffer: Hashable, Sendable {
    package let slug: String
    package let name: Wording
    package let dataBytes: Int64
    package let validityDays: Int
    package let prices: Prices
    package let supplierPackage: SupplierPackage

    package func price(in currency: Currency) -> Money { prices[currency] }
    package var dataGigabytes: Int { Int(dataBytes / DataVolume.bytesPerGigabyte) }
}

/// Where a plan works.
package struct Destination: Hashable, Sendable {
    package let slug: String
    package let name: Wording
    /// ISO 3166-1 alpha-2.
    package let countries: [String]
    package let networks: [String]
    /// As the networks call it: `4G/5G`.
    package let speed: String
    package let allowsHotspot: Bool

    package var isRegion: Bool { countries.count > 1 }
}

/// The price in every currency on offer, tax included. Set by hand, never converted.
package struct Prices: Hashable, Sendable {
    package let vnd: Int64
    package let usdCents: Int64

    package subscript(currency: Currency) -> Money {
        switch currency {
        case .vnd: Money(minorUnits: vnd, currency: .vnd)
        case .usd: Money(minorUnits: usdCents, currency: .usd)
        }
    }
}

package enum DataVolume {
    /// As networks count it: 2³⁰.
    package static let bytesPerGigabyte: Int64 = 1_073_741_824
}
