// SPDX-License-Identifier: Apache-2.0

package import Values

/// A component as the components page shows it: with everything it can hold, and with nothing.
package struct Exhibit: Sendable {
    package let name: String
    package let fullest: HTML
    package let emptiest: HTML

    init(_ name: String, fullest: HTML, emptiest: HTML = "") {
        self.name = name
        self.fullest = fullest
        self.emptiest = emptiest
    }
}

extension Sheet {
    /// Every component with its fullest and emptiest model: the console's components page, and what the tests render.
    package func exhibits(at now: Instant) -> [Exhibit] {
        controlExhibits + fieldExhibits + noticeExhibits + workExhibits(at: now) + shopExhibits
    }

    package func gallery(at now: Instant) -> HTML {
        let shown = exhibits(at: now).map { exhibit -> HTML in
            """
            <section class="exhibit"><h2>\(exhibit.name)</h2><div class="exhibit-pair"><div>\(exhibit.fullest)</div>\
            \(if: !exhibit.emptiest.isEmpty, "<div>\(exhibit.emptiest)</div>")</div></section>
            """
        }
        return "\(heading(text("gallery.title"), lead: text("gallery.lead")))\(shown)"
    }

    var sampleText: String { text("gallery.sentence") }
    var sampleName: String { text("gallery.place") }
}
