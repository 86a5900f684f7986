// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Values

@testable import Pages

/// A sheet without a request, for rendering components alone.
enum Samples {
    static func sheet(_ language: Language) throws -> Sheet {
        let site = Shop.site(host: "localhost")
        return Sheet(
            site: site, wording: try Texts.load().wording(in: language), assets: try .load(themesOf: Sites([site])),
            path: "/plans", origin: "http://localhost",
            visitor: Visitor(key: SymmetricKey(size: .bits256), cookie: nil, isSecure: false))
    }

    static let noon = Instant(milliseconds: 1_795_250_000_000)
}
