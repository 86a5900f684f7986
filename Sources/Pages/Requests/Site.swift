// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Policy
package import Values

/// What pages must know about the business they are written for; `App` makes it from `business.yaml`.
package struct Site: Sendable {
    /// The folder name of the business: the key under which faces find its domain objects.
    package let slug: String
    /// Tells the pages of this site from those of others: the slug, unless an organisation of the business has its own.
    package let key: String
    package let name: String
    /// Host names without port, lower-cased.
    package let hosts: [String]
    package let languages: [Language]
    package let timeZone: TimeZone
    package let supportEmail: String
    package let theme: Theme
    /// Origins a checkout form may end up at after our redirect, as `https://checkout.stripe.com` (CSP `form-action`).
    package let checkoutOrigins: [String]
    /// What the site keeps in browsers, as its policy says it in each language.
    package let cookies: [Language: CookiePanel]
    /// Whether its pages carry the chat.
    package let hasChat: Bool
    /// Whether anything is sold here: pages of a shop exist only then.
    package let hasShop: Bool

    package init(
        slug: String, key: String? = nil, name: String, hosts: [String], languages: [Language] = Language.allCases,
        timeZone: TimeZone = .gmt, supportEmail: String, theme: Theme = Theme(), checkoutOrigins: [String] = [],
        cookies: [Language: CookiePanel] = [:], hasChat: Bool = false, hasShop: Bool = true
    ) {
        self.slug = slug
        self.key = key ?? slug
        self.name = name
        self.hosts = hosts
        self.languages = languages
        self.timeZone = timeZone
        self.supportEmail = supportEmail
        self.theme = theme
        self.checkoutOrigins = checkoutOrigins
        self.cookies = cookies
        self.hasChat = hasChat
        self.hasShop = hasShop
    }
}

extension Site {
    /// The same site under another name, for an organisation that joined the business.
    package func bearing(name: String, key: String) -> Site {
        Site(
            slug: slug, key: key, name: name, hosts: [], languages: languages, timeZone: timeZone,
            supportEmail: supportEmail, theme: theme, checkoutOrigins: checkoutOrigins, cookies: cookies,
            hasChat: hasChat, hasShop: hasShop)
    }

    /// Where the script of a page reports what it counted. The analytics cookie goes there and nowhere else.
    package var visitsPath: String { "/visits" }
}

/// Which site answers on which host name. A host nobody claimed is answered with 404.
package struct Sites: Sendable {
    package let all: [Site]
    private let byHost: [String: Site]

    /// When two sites claim a host, the first keeps it.
    package init(_ sites: [Site]) {
        all = sites
        byHost = Dictionary(
            sites.flatMap { site in site.hosts.map { ($0, site) } }, uniquingKeysWith: { first, _ in first })
    }

    package func site(authority: String?) -> Site? {
        authority.flatMap { byHost[Self.host(of: $0)] }
    }

    /// The host of `Host: name:port`, lower-cased.
    package static func host(of authority: String) -> String {
        let name = authority.utf8.firstIndex(of: UInt8(ascii: ":")).map { authority[..<$0] } ?? authority[...]
        return name.utf8.contains { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
            ? name.lowercased() : String(name)
    }
}
