// SPDX-License-Identifier: Apache-2.0

/// What a user agent tells of a device, in families; the text itself is dropped.
package struct Device: Hashable, Sendable {
    package let system: OperatingSystem
    package let browser: BrowserFamily

    /// Nil for programs, which are nobody's visit.
    package init?(userAgent: String) {
        let text = userAgent.lowercased()
        guard !text.isEmpty, !Self.programs.contains(where: text.contains) else { return nil }
        system = OperatingSystem.allCases.first { $0.signs.contains(where: text.contains) } ?? .other
        browser = BrowserFamily.allCases.first { $0.signs.contains(where: text.contains) } ?? .other
    }

    private static let programs = [
        "bot", "crawl", "spider", "slurp", "preview", "headless", "lighthouse", "curl/", "wget/", "python", "java/",
        "go-http-client", "facebookexternalhit", "monitor", "scrapy", "httpclient", "okhttp", "node-fetch", "axios/",
    ]
}

/// In the order in which they are looked for: an Android also says Linux.
package enum OperatingSystem: String, Sendable, CaseIterable {
    case android, iOS = "ios", chromeOS = "chromeos", windows, macOS = "macos", linux, other

    fileprivate var signs: [String] {
        switch self {
        case .android: ["android"]
        case .iOS: ["iphone", "ipad", "ipod"]
        case .chromeOS: ["cros "]
        case .windows: ["windows"]
        case .macOS: ["mac os x", "macintosh"]
        case .linux: ["linux", "x11"]
        case .other: []
        }
    }
}

/// In the order in which they are looked for: nearly all say Chrome or Safari as well.
package enum BrowserFamily: String, Sendable, CaseIterable {
    case zalo, facebook, instagram, cocCoc = "coc-coc", edge, opera, samsung, firefox, chrome, safari, other

    fileprivate var signs: [String] {
        switch self {
        case .zalo: ["zalo"]
        case .facebook: ["fban/", "fbav/", "fb_iab"]
        case .instagram: ["instagram"]
        case .cocCoc: ["coc_coc_browser", "coc_coc"]
        case .edge: ["edg/", "edga/", "edgios/"]
        case .opera: ["opr/", "opera", "opt/"]
        case .samsung: ["samsungbrowser"]
        case .firefox: ["firefox/", "fxios/"]
        case .chrome: ["chrome/", "crios/", "chromium/"]
        case .safari: ["safari/"]
        case .other: []
        }
    }
}
