// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    package func card(_ content: HTML) -> HTML {
        "<section class=\"card\">\(content)</section>"
    }

    package func card(title: String, action: HTML? = nil, _ content: HTML) -> HTML {
        "<section class=\"card\"><header class=\"card-header\"><h2>\(title)</h2>\(action)</header>\(content)</section>"
    }

    /// Names and what they are, one under the other on a phone, side by side with room.
    package func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
        let lines = facts.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" as HTML }
        return "<dl class=\"facts\">\(lines)</dl>"
    }

    /// Text that opens on demand and can be found and read without scripts.
    package func disclosure(_ summary: String, _ content: HTML, isOpen: Bool = false) -> HTML {
        """
        <details class="disclosure"\(flag: "open", isOpen)><summary>\(summary)\(icon(.chevronDown))</summary>\
        <div class="disclosure-body">\(content)</div></details>
        """
    }

    /// What a place will look like while its content is on the way: as many lines as will come.
    package func skeleton(lines: Int) -> HTML {
        let bars = (0..<lines).map { _ in "<span class=\"skeleton-line\"></span>" as HTML }
        return "<div class=\"skeleton\" role=\"status\" aria-label=\"\(text("components.loading"))\">\(bars)</div>"
    }
}
