// SPDX-License-Identifier: Apache-2.0

import Values

/// A mail being written: the same content as plain text and as HTML that old mail programs show well.
///
/// Mail programs know no style sheets of ours, so here and nowhere else styles stand in the markup.
package struct Letter: Sendable {
    private enum Part: Sendable {
        case paragraph(String)
        case button(String, to: String)
        case list([String])
        case facts([(name: String, value: String)])
        case code(String)
        case image(contentID: String, label: String)
    }

    package let subject: String
    private let wording: Wording
    private var parts: [Part] = []

    package init(_ subject: String, in wording: Wording) {
        self.subject = subject
        self.wording = wording
    }

    package mutating func paragraph(_ text: String) { parts.append(.paragraph(text)) }
    package mutating func button(_ label: String, to address: String) { parts.append(.button(label, to: address)) }
    package mutating func list(_ items: [String]) { parts.append(.list(items)) }
    package mutating func facts(_ facts: [(name: String, value: String)]) { parts.append(.facts(facts)) }
    package mutating func code(_ text: String) { parts.append(.code(text)) }

    /// An inline image, by the Content-ID it is attached under; `label` says what it is to whoever cannot see it.
    package mutating func image(_ contentID: String, label: String) {
        parts.append(.image(contentID: contentID, label: label))
    }

    package var plainText: String {
        let blocks = parts.map { part in
            switch part {
            case .paragraph(let text), .code(let text): text
            case .button(let label, let address): "\(label):\n\(address)"
            case .list(let items): items.map { "- \($0)" }.joined(separator: "\n")
            case .facts(let facts): facts.map { "\($0.name): \($0.value)" }.joined(separator: "\n")
            case .image: ""
            }
        }
        return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
    }

    /// `sender` is the business's name, at the head of the mail.
    package func html(from sender: String) -> String {
        let page: HTML = """
            <!doctype html><html lang="\(wording.language.rawValue)"><head><meta charset="utf-8">            <meta name="viewport" content="width=device-width"><title>\(subject)</title></head>            <body style="margin:0;background:#f4f6f5;color:#1c2422;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif">            <div style="max-width:560px;margin:0 auto;padding:24px 16px">            <p style="margin:0 0 16px;font-weight:600">\(sender)</p>            <div style="background:#ffffff;border-radius:12px;padding:24px">            <h1 style="margin:0 0 16px;font-size:22px;line-height:1.35">\(subject)</h1>\(parts.map(markup))</div></div></body></html>
            """
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private func markup(_ part: Part) -> HTML {
        switch part {
        case .paragraph(let text): "<p style=\"margin:0 0 16px\">\(text)</p>"
        case .button(let label, let address):
            """
            <p style="margin:0 0 20px"><a\(href: address) style="display:inline-block;background:#0b6b57;color:#ffffff;            padding:12px 20px;border-radius:10px;text-decoration:none;font-weight:600">\(label)</a></p>
            """
        case .list(let items):
            "<ul style=\"margin:0 0 16px;padding-left:20px\">\(items.map { "<li>\($0)</li>" as HTML })</ul>"
        case .facts(let facts):
            """
            <table role="presentation" style="border-collapse:collapse;margin:0 0 16px;width:100%">            \(facts.map { "<tr><td style=\"padding:6px 0;color:#5a6763\">\($0.name)</td><td style=\"padding:6px 0;text-align:right\">\($0.value)</td></tr>" as HTML })</table>
            """
        case .code(let text):
            """
            <pre style="margin:0 0 16px;padding:12px;background:#f4f6f5;border-radius:8px;font-size:12px;line-height:1.5;            white-space:pre-wrap;word-break:break-all">\(text)</pre>
            """
        case .image(let contentID, let label):
            """
            <p style="margin:0 0 16px;text-align:center"><img src="cid:\(contentID)" alt="\(label)" width="240" height="240"             style="width:240px;height:240px;background:#ffffff"></p>
            """
        }
    }
}
