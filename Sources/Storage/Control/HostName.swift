// SPDX-License-Identifier: Apache-2.0

/// The part of a `Host` header (RFC 9110 §7.2) that names a host.
enum HostName {
    /// Lower-cased, without port or the root's final dot; an IPv6 address keeps its brackets.
    static func canonical(_ header: String) -> String {
        let lowered = header.lowercased()
        if lowered.hasPrefix("["), let end = lowered.firstIndex(of: "]") { return String(lowered[...end]) }
        let host = lowered.prefix { $0 != ":" }
        return String(host.hasSuffix(".") ? host.dropLast() : host)
    }
}
