// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// A short message that says what just happened. With `undo`, a form button that takes it back.
    package func toast(_ message: String, tone: Flash.Tone = .success, undo: HTML? = nil) -> HTML {
        let symbol: Icon =
            switch tone {
            case .success: .checkCircle
            case .notice: .info
            case .problem: .warning
            }
        return "<div class=\"toast \(tone.rawValue)\">\(icon(symbol))<p>\(message)</p>\(undo)</div>"
    }

    /// A message that stays on the page.
    package func banner(_ tone: Flash.Tone, title: String, text message: HTML = "", action: HTML? = nil) -> HTML {
        let symbol: Icon =
            switch tone {
            case .success: .checkCircle
            case .notice: .info
            case .problem: .warning
            }
        return """
            <div class="banner \(tone.rawValue)">\(icon(symbol))<div><p><strong>\(title)</strong></p>\
            \(if: !message.isEmpty, "<p>\(message)</p>")\(action)</div></div>
            """
    }

    /// Nothing here yet: what will be here, and the one thing to do.
    package func emptyState(_ symbol: Icon, title: String, text message: String, action: HTML? = nil) -> HTML {
        """
        <section class="empty-state">\(icon(symbol, size: .large))<h2>\(title)</h2><p>\(message)</p>\
        \(action.map { "<p class=\"actions\">\($0)</p>" as HTML })</section>
        """
    }
}
