// SPDX-License-Identifier: Apache-2.0

package import Values

/// `/vi/plans/japan` taken apart: the language it names, if it names one of ours, and the path behind it.
package struct LocalizedPath: Sendable, Hashable {
    package let language: Language?
    package let path: String

    package init(_ path: String) {
        let first = path.dropFirst().prefix { $0 != "/" }
        language = Language(rawValue: String(first))
        let rest = language == nil ? path[...] : path.dropFirst(first.count + 1)
        self.path = rest.isEmpty ? "/" : String(rest)
    }
}
