// SPDX-License-Identifier: Apache-2.0

package enum ButtonKind: String, Sendable, CaseIterable {
    /// What the page is for; at most one per view.
    case primary
    case secondary
    /// Looks like text until touched.
    case quiet
    /// Cannot be undone.
    case danger
}

extension Sheet {
    /// A button that sends its form; its label says what happens.
    package func button(
        _ label: String, kind: ButtonKind = .primary, icon symbol: Icon? = nil, name: String? = nil,
        value: String? = nil, isWide: Bool = false
    ) -> HTML {
        """
        <button type="submit" class="button \(kind.rawValue)\(if: isWide, " wide")"\(attribute: "name", name)\
        \(attribute: "value", value)>\(symbol.map { icon($0) })<span>\(label)</span></button>
        """
    }

    /// A link that looks like a button: it leads somewhere and changes nothing.
    package func linkButton(
        _ label: String, to address: String, kind: ButtonKind = .secondary, icon symbol: Icon? = nil,
        isWide: Bool = false
    ) -> HTML {
        """
        <a class="button \(kind.rawValue)\(if: isWide, " wide")"\(href: address)>\
        \(symbol.map { icon($0) })<span>\(label)</span></a>
        """
    }

    /// A link to another's page: says so by a sign, and tells that page nothing of where it was found.
    package func outsideLink(_ label: String, to address: String) -> HTML {
        "<a class=\"outside\"\(href: address) rel=\"noopener noreferrer\">\(label)\(icon(.external, size: .small))</a>"
    }

    package func link(_ label: String, to address: String) -> HTML {
        "<a\(href: address)>\(label)</a>"
    }
}
