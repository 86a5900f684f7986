// SPDX-License-Identifier: Apache-2.0

/// Names one exact content of a policy: the SHA-256 of its canonical text, in lower-case hexadecimal.
package struct PolicyVersion: Hashable, Sendable, CustomStringConvertible {
    package let hex: String

    /// Nil unless `hex` is 64 lower-case hexadecimal digits.
    package init?(hex: String) {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.hex = hex
    }

    /// The first twelve digits: what pages show.
    package var short: String { String(hex.prefix(12)) }

    package var description: String { hex }
}
