// SPDX-License-Identifier: Apache-2.0

import Foundation
package import HTTPTypes
package import Hummingbird
import NIOCore

/// Who may keep a copy of a page.
package enum PageKeeping: Sendable {
    /// Nobody: it was written for one person. The default, so that forgetting it is harmless.
    case nobody
    /// Anybody: it is the same for everyone, and `FrontDoor` keeps it finished until the site's pages change.
    case anybody
}

extension Response {
    package static func page(
        _ html: HTML, status: HTTPResponse.Status = .ok, keptBy keeping: PageKeeping = .nobody
    ) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.cacheControl] = keeping == .anybody ? PageCache.mark : "no-store"
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: html.bytes)))
    }

    /// An answer for a script.
    package static func json(
        _ value: some Encodable, status: HTTPResponse.Status = .ok, keptBy keeping: PageKeeping = .nobody
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var headers = HTTPFields()
        headers[.contentType] = "application/json"
        headers[.cacheControl] = keeping == .anybody ? PageCache.mark : "no-store"
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: try encoder.encode(value))))
    }

    /// 303: the browser gets the page at `path` next. Only a path of ours is a redirect target; anything else, such as
    /// `//elsewhere.example` or an absolute address, leads to the site's first page.
    package static func seeOther(_ path: String, saying flash: Flash? = nil, on sheet: Sheet) -> Response {
        var response = Response(status: .seeOther, headers: [.location: isOwnPath(path) ? path : "/"])
        response.headers[.cacheControl] = "no-store"
        if let flash { response.setCookie(flash.cookie(isSecure: sheet.visitor.isSecure)) }
        return response
    }

    /// 303 to another's page: a checkout. Its origin must be one the site lists; otherwise this is a programming or
    /// configuration error and is thrown.
    package static func seeOther(checkout address: String, on sheet: Sheet) throws -> Response {
        guard sheet.site.checkoutOrigins.contains(where: { address.hasPrefix($0 + "/") }) else {
            throw ForeignCheckout()
        }
        return Response(status: .seeOther, headers: [.location: address, .cacheControl: "no-store"])
    }

    /// Browsers read `\` as `/` and drop control characters, so both are refused (URL Standard §4.4).
    static func isOwnPath(_ path: String) -> Bool {
        path.hasPrefix("/") && !path.hasPrefix("//")
            && path.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: "\\") }
    }
}

/// A checkout address at an origin the site does not list.
package struct ForeignCheckout: Error {}
