// SPDX-License-Identifier: Apache-2.0

package import Values

/// One thing said in every language of ours, each written for its own reader.
package struct Wording: Hashable, Sendable {
    package let vietnamese: String
    package let english: String

    package init(vietnamese: String, english: String) {
        self.vietnamese = vietnamese
        self.english = english
    }

    package subscript(_ language: Language) -> String {
        switch language {
        case .vietnamese: vietnamese
        case .english: english
        }
    }
}
