// SPDX-License-Identifier: Apache-2.0

/// A sentence or cell of a document: text with links in it, finished for one language.
package struct RichText: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        /// The published policy of this business.
        case policy
        /// An address elsewhere: `https:` or `mailto:`.
        case address(String)
    }

    package enum Span: Hashable, Sendable {
        case text(String)
        case link(String, to: Target)
    }

    package let spans: [Span]

    package init(_ spans: [Span]) {
        self.spans = spans
    }

    package init(_ text: String) {
        self.init([.text(text)])
    }

    /// The same without its links.
    package var plain: String {
        spans.map { span in
            switch span {
            case .text(let text), .link(let text, _): text
            }
        }.joined()
    }
}

extension RichText {
    /// Parses `[words](target)` where target is `policy`, a name in `targets`, or an `https:` or `mailto:` address.
    ///
    /// Anything else in brackets stays text, so that no target of an unknown kind becomes a link.
    init(marked text: String, targets: [String: Target] = [:]) {
        var spans: [Span] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstRange(of: "]("),
            let close = rest[middle.upperBound...].firstIndex(of: ")")
        {
            let name = String(rest[middle.upperBound..<close])
            let end = rest.index(after: close)
            if let target = Self.target(name, targets) {
                if open > rest.startIndex { spans.append(.text(String(rest[..<open]))) }
                spans.append(.link(String(rest[rest.index(after: open)..<middle.lowerBound]), to: target))
            } else {
                spans.append(.text(String(rest[..<end])))
            }
            rest = rest[end...]
        }
        if !rest.isEmpty { spans.append(.text(String(rest))) }
        self.init(spans)
    }

    private static func target(_ name: String, _ targets: [String: Target]) -> Target? {
        if name == "policy" { return .policy }
        if name.hasPrefix("https://") || name.hasPrefix("mailto:") { return .address(name) }
        return targets[name]
    }
}
