// SPDX-License-Identifier: Apache-2.0

/// A deliverable e-mail address: parsed once, at the edge, and right from then on. Prints masked.
///
/// Takes what RFC 5321 §4.1.2 calls a dot-string local part and a host name with a dot; no quoted local parts, no
/// address literals, at most 254 bytes (RFC 3696 erratum 1690). The domain is lower-cased, the local part kept.
package struct EmailAddress: Hashable, Sendable {
    /// The address in clear. Personal data: it belongs in a sealed column or an outgoing envelope, nowhere else.
    package let text: String

    package init?(_ input: String) {
        let trimmed = input.trimmingSpaces()
        guard trimmed.utf8.count <= 254 else { return nil }
        let parts = trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, Self.isLocalPart(parts[0]), Self.isHostName(parts[1]) else { return nil }
        text = parts[0] + "@" + parts[1].lowercased()
    }

    /// The form look-ups compare: both parts lower-cased.
    package var canonical: String { text.lowercased() }
    /// What stands behind the at sign, lower-case.
    package var domain: String { text.lowercased().split(separator: "@").last.map(String.init) ?? "" }

    /// `mi•••@example.com`: enough to see a slip of the finger by, and not to write to.
    package var masked: String {
        let parts = text.split(separator: "@")
        let shown = parts[0].count > 2 ? 2 : 1
        return "\(parts[0].prefix(shown))•••@\(parts[1])"
    }

    private static func isLocalPart(_ part: Substring) -> Bool {
        let allowed = Set("!#$%&'*+/=?^_`{|}~-.")
        return (1...64).contains(part.utf8.count) && !part.hasPrefix(".") && !part.hasSuffix(".")
            && !part.contains("..")
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || allowed.contains($0)) }
    }

    private static func isHostName(_ part: Substring) -> Bool {
        let labels = part.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                    && label.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }
            }
    }
}

extension EmailAddress: CustomStringConvertible, CustomReflectable {
    package var description: String { "•••@•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
