// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore
import Values

/// Style sheets, scripts, pictures and fonts: read once at start, compressed once, served from memory at addresses that
/// change with their content, so that browsers may keep them for ever.
///
/// A business has one style sheet for its shop and one for its console: its theme, what lies in `Assets/css` itself and
/// what lies in the folder of the face. The web font is made at build time and may be absent; pages then use the system's
/// font with the same metrics.
package struct Assets: Sendable {
    /// A digest of everything: one change gives all files new addresses, and files may name each other relatively.
    package let version: String
    private let files: [String: Served]
    /// The style of the chat by the business's folder name: it lives apart from the page's, also on pages of others.
    private let chatStyles: [String: String]

    private struct Served {
        let plain: Response
        let packed: Response?
    }

    /// Reads the assets that travel with the program.
    package static func load(themesOf sites: Sites) throws -> Assets {
        try Assets(folder: Bundle.module.bundleURL.appending(path: "Assets"), sites: sites)
    }

    package init(folder: URL, sites: Sites) throws {
        var contents = try AssetFolder.contents(of: folder)
        let sheets = Face.allCases.map { ($0, AssetFolder.styleSheet(of: $0, from: contents)) }
        let chat = AssetFolder.chatStyleSheet(from: contents)
        contents = contents.filter { !$0.key.hasPrefix("css/") }
        for site in sites.all {
            for (face, sheet) in sheets {
                contents[face.styleSheet(of: site)] = Array((site.theme.css + sheet).utf8)
            }
        }
        self.init(
            contents: contents,
            chatStyles: Dictionary(
                sites.all.map { ($0.slug, AssetFolder.inShadow($0.theme.css) + chat) }, uniquingKeysWith: { $1 }))
    }

    private init(contents: [String: [UInt8]], chatStyles: [String: String] = [:]) {
        self.chatStyles = chatStyles
        var hash = SHA256()
        for (name, bytes) in contents.sorted(by: { $0.key < $1.key }) {
            hash.update(data: Data(name.utf8))
            hash.update(data: Data(bytes))
        }
        version = Base64URL.encode(Array(hash.finalize().prefix(9)))
        files = contents.reduce(into: [:]) { $0[$1.key] = Self.served(name: $1.key, bytes: $1.value) }
    }

    static let empty = Assets(contents: [:])

    /// The address of a file: `assets.url("app.js")`.
    package func url(_ name: String) -> String { "/assets/\(version)/\(name)" }

    /// What the chat of a site looks like, for the script that draws it.
    package func chatStyle(of site: Site) -> String { chatStyles[site.slug] ?? "" }

    package func has(_ name: String) -> Bool { files[name] != nil }

    /// The size of a file as it is sent to a browser that takes gzip.
    package func transferSize(_ name: String) -> Int? {
        files[name].flatMap { ($0.packed ?? $0.plain).body.contentLength }
    }

    /// Answers requests under `/assets/`. An address of an older version gets today's file, to be asked for again:
    /// a page opened before an update keeps working.
    func response(to request: HTTPRequest, path: String) -> Response? {
        guard path.hasPrefix("/assets/") else { return nil }
        guard request.method == .get || request.method == .head else {
            return Response(status: .methodNotAllowed, headers: [.allow: "GET, HEAD"])
        }
        let parts = path.dropFirst("/assets/".count).split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let file = files[String(parts[1])] else { return Response(status: .notFound) }
        var response = Compression.accepts(request) ? file.packed ?? file.plain : file.plain
        if parts[0] != version { response.headers[.cacheControl] = "no-cache" }
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// A script of ours as another site's page loads it: from an address that stays, to be asked for again.
    package func script(_ name: String, for request: Request) -> Response? {
        guard let file = files[name] else { return nil }
        var response = Compression.accepts(request.head) ? file.packed ?? file.plain : file.plain
        let tag = "\"\(version)\""
        response.headers[.cacheControl] = "public, max-age=600"
        response.headers[.eTag] = tag
        response.headers[.accessControlAllowOrigin] = "*"
        guard request.headers[.ifNoneMatch] == tag else { return response }
        return Response(status: .notModified, headers: response.headers)
    }

    private static func served(name: String, bytes: [UInt8]) -> Served {
        var headers = HTTPFields()
        headers[.contentType] = AssetFolder.mediaType(of: name)
        headers[.cacheControl] = "public, max-age=31536000, immutable"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.crossOriginResourcePolicy] = "same-origin"
        let plain = Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        guard !name.hasSuffix(".woff2"), !name.hasSuffix(".png"), let packed = Gzip.compressed(bytes, level: 9) else {
            return Served(plain: plain, packed: nil)
        }
        headers[.contentEncoding] = "gzip"
        headers[.vary] = "Accept-Encoding"
        return Served(
            plain: plain,
            packed: Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: packed))))
    }
}
