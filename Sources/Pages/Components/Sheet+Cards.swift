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

    /// A little landscape at the water, always the same for the same name: each place gets a face without a picture.
    package func horizon(for name: String) -> HTML {
        let seed = name.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
        func pick(_ shift: UInt32, _ count: UInt32) -> Int { Int((seed >> shift) % count) }
        let (far, near) = (22 + pick(3, 10), 38 + pick(9, 8))
        return """
            <svg class="horizon" viewBox="0 0 160 72" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">\
            <circle class="horizon-sun" cx="\(30 + pick(0, 100))" cy="\(18 + pick(5, 12))" r="\(8 + pick(7, 5))"/>\
            <path class="horizon-far" d="M0 \(far + 14)q\(20 + pick(11, 14)) -\(14 + pick(13, 14)) \(48 + pick(15, 20)) -4t\(40 + pick(17, 16)) 2 80 -\(2 + pick(19, 10))V72H0z"/>\
            <path class="horizon-near" d="M0 \(near + 8)q24 -\(8 + pick(21, 12)) 60 -\(2 + pick(23, 6))t100 4V72H0z"/>\
            <path class="horizon-water" d="M12 62q8 -4 16 0t16 0M\(70 + pick(25, 20)) 66q8 -4 16 0t16 0"/></svg>
            """
    }
}
