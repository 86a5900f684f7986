// SPDX-License-Identifier: Apache-2.0

/// Where a visitor roughly is: a country, and at most a region of it. There is no finer type.
package struct Place: Hashable, Sendable {
    /// ISO 3166-1 alpha-2.
    package let country: String
    package let region: String?

    package init(country: String, region: String?) {
        self.country = country
        self.region = region
    }
}
