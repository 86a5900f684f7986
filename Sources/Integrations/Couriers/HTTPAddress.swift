// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation

/// Where a call really connects to, and under which name.
struct HTTPAddress {
    let url: String
    /// What the other side is to read as its name, when `url` names it by address.
    let hostHeader: String?

    /// Throws `DeliveryFailure.notSent` for what is no HTTP address, and for plain HTTP to another machine.
    init(_ call: HTTPCall) throws {
        guard var parts = URLComponents(string: call.url), let host = parts.host?.lowercased(), !host.isEmpty,
            parts.user == nil, parts.password == nil
        else { throw DeliveryFailure.notSent("bad-address") }
        switch parts.scheme?.lowercased() {
        case "https":
            (url, hostHeader) = (call.url, nil)
        case "http" where Self.isLocalName(host):
            let port = parts.port.map { ":\($0)" } ?? ""
            parts.host = "127.0.0.1"
            guard let local = parts.string else { throw DeliveryFailure.notSent("bad-address") }
            (url, hostHeader) = (local, host + port)
        case "http" where Self.isLocalAddress(host):
            (url, hostHeader) = (call.url, nil)
        case "http":
            throw DeliveryFailure.notSent("not-protected")
        default:
            throw DeliveryFailure.notSent("bad-address")
        }
    }

    private static func isLocalName(_ host: String) -> Bool {
        host == "localhost" || host.hasSuffix(".localhost")
    }

    private static func isLocalAddress(_ host: String) -> Bool {
        if host == "::1" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}
