// SPDX-License-Identifier: Apache-2.0

package import Values

/// Something that happened or will.
package struct TimelineEntry: Sendable {
    package let at: Instant?
    package let title: String
    package let detail: HTML
    package let tone: Tone

    /// Without a time it has not happened yet.
    package init(at: Instant?, _ title: String, detail: HTML = "", tone: Tone = .good) {
        self.at = at
        self.title = title
        self.detail = detail
        self.tone = tone
    }
}

extension Sheet {
    /// What happened, in the order given.
    package func timeline(_ entries: [TimelineEntry]) -> HTML {
        let items = entries.map { entry -> HTML in
            let moment: HTML =
                entry.at.map { time($0) } ?? "<span class=\"hidden\">\(text("components.not-yet"))</span>"
            return """
                <li class="\(entry.tone.rawValue)\(if: entry.at == nil, " ahead")">\
                <svg class="timeline-mark" viewBox="0 0 12 12" aria-hidden="true" focusable="false">\(raw: entry.tone.shape)</svg>\
                <div><p class="timeline-title">\(entry.title)</p><p class="timeline-time">\(moment)</p>\
                \(if: !entry.detail.isEmpty, "<div class=\"timeline-detail\">\(entry.detail)</div>")</div></li>
                """
        }
        return "<ol class=\"timeline\">\(items)</ol>"
    }
}
