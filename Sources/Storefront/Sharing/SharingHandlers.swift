// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Values

/// What machines ask of a site: which pages there are, which are not theirs, and the picture beside a link.
extension StorefrontRoutes {
    /// Every public page in every language, each naming the others (sitemaps.org; Google's `xhtml:link`).
    @Sendable func sitemap(_: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let sheet = context.sheet
        let places =
            ["/", "/destinations", "/plans", "/phones", "/privacy", "/contact"]
            + catalogue.destinations.map { "/destinations/\($0.slug)" } + catalogue.plans.map { "/plans/\($0.slug)" }
        let entries = places.flatMap { place in
            sheet.site.languages.map { language -> HTML in
                let others = sheet.site.languages.map { other -> HTML in
                    """
                    <xhtml:link rel="alternate" hreflang="\(other.rawValue)" href="\(sheet.address(place, in: other))"/>
                    """
                }
                return "<url><loc>\(sheet.address(place, in: language))</loc>\(others)</url>\n"
            }
        }
        let text: HTML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
            \(entries)</urlset>\n
            """
        return .kept(text.bytes, as: "application/xml; charset=utf-8")
    }

    /// Carts, checkouts and single orders are nobody's to index; the console is not named, since a name invites.
    @Sendable func robots(_: Request, _ context: PageContext) async throws -> Response {
        let lines =
            ["User-agent: *"]
            + context.sheet.site.languages.flatMap { language in
                ["cart", "checkout", "orders", "my-data", "places"].map { "Disallow: /\(language.rawValue)/\($0)" }
            } + ["", "Sitemap: \(context.sheet.address("/sitemap.xml"))", ""]
        return .kept(Array(lines.joined(separator: "\n").utf8), as: "text/plain; charset=utf-8")
    }

    @Sendable func socialCard(_: Request, _ context: PageContext) async throws -> Response {
        var response = Response.kept(SocialCard.png(for: context.sheet.site.theme), as: "image/png")
        // Those who show it beside a link fetch it from elsewhere.
        response.headers[.crossOriginResourcePolicy] = "cross-origin"
        return response
    }
}

extension Response {
    fileprivate static func kept(_ bytes: [UInt8], as type: String) -> Response {
        var response = Response.page("", keptBy: .anybody)
        response.headers[.contentType] = type
        response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        return response
    }
}
