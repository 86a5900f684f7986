// SPDX-License-Identifier: Apache-2.0

/// What every page is written with: the catalogue of texts and the assets, loaded once at start.
package struct Stationery: Sendable {
    package let texts: Texts
    package let assets: Assets

    package init(texts: Texts, assets: Assets) {
        self.texts = texts
        self.assets = assets
    }

    /// Reads texts and assets that travel with the program.
    package static func load(themesOf sites: Sites) throws -> Stationery {
        try Stationery(texts: .load(), assets: .load(themesOf: sites))
    }
}
