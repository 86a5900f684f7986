// SPDX-License-Identifier: Apache-2.0

import Foundation

extension HTTPCall {
    /// The host the call goes to, lower-cased, without port; nil when the URL has none.
    package var host: String? { Outgoing.host(of: url) }
}

extension Outgoing {
    /// Whether it may travel as it is: over TLS, or to this very machine. Mail is held to TLS by its courier.
    var isProtected: Bool {
        switch self {
        case .mail, .code: true
        case .http(let call): Self.isProtected(call.url)
        case .redirect(let url): Self.isProtected(url)
        }
    }

    private static func isProtected(_ url: String) -> Bool {
        if url.lowercased().hasPrefix("https://") { return true }
        guard url.lowercased().hasPrefix("http://"), let host = host(of: url) else { return false }
        return isLoopback(host)
    }

    /// Loopback by name (RFC 6761 §6.3) or address (127.0.0.0/8, ::1).
    static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    static func host(of url: String) -> String? {
        guard let scheme = url.range(of: "://") else { return nil }
        let authority = url[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        if hostAndPort.hasPrefix("[") {
            return hostAndPort.firstIndex(of: "]").map { hostAndPort[...$0].lowercased() }
        }
        let host = hostAndPort.prefix { $0 != ":" }
        return host.isEmpty ? nil : host.lowercased()
    }
}
