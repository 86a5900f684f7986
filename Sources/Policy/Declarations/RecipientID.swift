// SPDX-License-Identifier: Apache-2.0

/// A third party that may receive personal data, by the name it has in `policy.yaml`: `stripe`, `esim-access`, `mail`.
package struct RecipientID: Hashable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    package var description: String { name }
}
