// SPDX-License-Identifier: Apache-2.0

import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization
package import Values

/// Finished pages that are the same for everyone, by host and path (which names the language).
///
/// Call `invalidate` when a catalogue, a policy or a theme changes: everything kept of that site before is forgotten, and a
/// page that was being written meanwhile is not kept. A page lives ten minutes at most, because texts on it may speak of
/// the time. Holds at most 2,000 pages of 256 kB.
package final class PageCache: Sendable {
    /// The `Cache-Control` of a page that anybody may keep, if he asks again each time.
    static let mark = "public, no-cache"
    static let lifetime = Duration.seconds(600)

    private struct Store {
        var version = 0
        /// When something that pages speak of changes by itself.
        var deadlines: Set<Instant> = []
        var pages: [Key: Entry] = [:]
    }

    private struct Key: Hashable {
        let authority: String
        let path: String
    }

    /// A reference, so that handing it out costs one count and not one for each of its parts.
    private final class Entry: Sendable {
        let site: String
        let plain: Response
        let packed: Response?
        let unchanged: Response
        let tag: String
        let until: Instant

        init(site: String, plain: Response, packed: Response?, unchanged: Response, tag: String, until: Instant) {
            self.site = site
            self.plain = plain
            self.packed = packed
            self.unchanged = unchanged
            self.tag = tag
            self.until = until
        }
    }

    private let clock: any WallClock
    private let store = Mutex(Store())

    package init(clock: any WallClock) {
        self.clock = clock
    }

    package var version: Int { store.withLock { $0.version } }

    package func invalidate() {
        store.withLock { store in
            store.version += 1
            store.pages.removeAll()
        }
    }

    /// Forgets the pages of one site, by its key.
    package func invalidate(_ site: String) {
        store.withLock { store in
            store.version += 1
            store.pages = store.pages.filter { $0.value.site != site }
        }
    }

    /// Forgets every page at a time to come, such as the beginning of a price.
    package func invalidate(at time: Instant) {
        store.withLock { _ = $0.deadlines.insert(time) }
    }

    func response(to request: HTTPRequest, authority: String, path: String) -> Response? {
        guard request.method == .get || request.method == .head else { return nil }
        let now = clock.now()
        let key = Key(authority: authority, path: path)
        guard let entry = store.withLock({ Self.entry(key, in: &$0, at: now) }) else { return nil }
        let fields = request.headerFields
        if let cookie = fields[.cookie], cookie.contains(Flash.cookieName + "=") { return nil }
        guard entry.until > now else { return nil }
        if let known = fields[.ifNoneMatch], known.contains(entry.tag) { return entry.unchanged }
        let response = Compression.accepts(request) ? entry.packed ?? entry.plain : entry.plain
        return request.method == .head ? response.createHeadResponse() : response
    }

    private static func entry(_ key: Key, in store: inout Store, at now: Instant) -> Entry? {
        if !store.deadlines.isEmpty, let first = store.deadlines.min(), first <= now {
            store.deadlines = store.deadlines.filter { $0 > now }
            store.version += 1
            store.pages.removeAll()
        }
        return store.pages[key]
    }

    func mayKeep(_ response: Response, to request: HTTPRequest, path: String, visitor: Visitor) -> Bool {
        request.method == .get && response.status == .ok && response.headers[.cacheControl] == Self.mark
            && response.headers[.setCookie] == nil && !visitor.wasUsed && !path.contains("?")
            && (response.body.contentLength ?? .max) <= 256 * 1024
    }

    /// Keeps the page unless `invalidate` was called since `version` was read, and answers this request with it.
    func keep(
        _ response: Response, to request: HTTPRequest, authority: String, path: String, site: String, version: Int
    ) async throws -> Response {
        let entry = try await makeEntry(response, of: site)
        store.withLock { store in
            guard store.version == version else { return }
            if store.pages.count >= 2_000 { store.pages.removeAll() }
            store.pages[Key(authority: authority, path: path)] = entry
        }
        return Compression.accepts(request) ? entry.packed ?? entry.plain : entry.plain
    }

    private func makeEntry(_ response: Response, of site: String) async throws -> Entry {
        let bytes = try await response.body.collected()
        let tag = "\"" + Base64URL.encode(Array(SHA256.hash(data: bytes).prefix(12))) + "\""
        var plain = response
        plain.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
        plain.headers[.eTag] = tag
        plain.headers[.vary] = "Accept-Encoding"
        var unchanged = plain
        unchanged.status = .notModified
        unchanged.body = .init()
        unchanged.headers[.contentLength] = nil
        let packed = Gzip.compressed(bytes, level: 9).map { gzip in
            var packed = plain
            // Another representation, another tag: a weak one would forbid byte ranges, which we do not offer anyway.
            packed.headers[.eTag] = "W/" + tag
            packed.headers[.contentEncoding] = "gzip"
            packed.body = .init(byteBuffer: ByteBuffer(bytes: gzip))
            return packed
        }
        return Entry(
            site: site, plain: plain, packed: packed, unchanged: unchanged, tag: tag,
            until: clock.now() + Self.lifetime)
    }
}
