// SPDX-License-Identifier: Apache-2.0

/// The page of another site that led here: its host and path. What stands behind `?` or `#` is never kept, nor a path
/// that may hold somebody's address.
package struct Referrer: Hashable, Sendable {
    package let host: String
    package let path: String

    /// Nil for what is no page of the web, and for the hosts in `ours`.
    package init?(_ address: String, ours: Set<String>) {
        guard let scheme = address.firstRange(of: "://"), ["http", "https"].contains(address[..<scheme.lowerBound])
        else { return nil }
        let rest = address[scheme.upperBound...].prefix { $0 != "?" && $0 != "#" }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@"), let name = authority.split(separator: ":").first else { return nil }
        let host = name.lowercased()
        guard host.utf8.count <= 100, host.contains("."), host.utf8.allSatisfy(Self.isOfHostName),
            !ours.contains(host)
        else { return nil }
        self.host = host
        let path = rest.dropFirst(authority.count)
        let isPlain = path.utf8.count <= 200 && path.utf8.allSatisfy { (0x21...0x7e).contains($0) }
        let holdsAddress = path.contains("@") || path.lowercased().contains("%40")
        self.path = isPlain && !holdsAddress && !path.isEmpty ? String(path) : "/"
    }

    private static func isOfHostName(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
    }
}
