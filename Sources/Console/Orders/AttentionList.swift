// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy

extension Desk {
    /// What waits for a person, longest first, each with where to go on; nothing when nothing waits.
    func attentionList(_ attentions: [Attention]) -> HTML {
        guard !attentions.isEmpty else { return "" }
        return "<ul class=\"console-stuck\">\(attentions.map(line))</ul>"
    }

    private func line(_ attention: Attention) -> HTML {
        let order = attention.order.map { path("/orders/\($0)") }
        let next: HTML =
            if let order {
                sheet.linkButton(say("console.attention.open"), to: order)
            } else {
                resolution(of: attention)
            }
        return """
            <li data-attention="\(attention.reason.rawValue)">\(sheet.icon(.warning))<div>\
            <p><strong>\(say(attention.reason.words))</strong></p>\
            <p class="hint">\(order.map { sheet.link(attention.subject, to: $0) } ?? "\(subject(of: attention))")\
            \(detail(attention.detail)) · \(sheet.time(attention.raisedAt))</p></div>\(next)</li>
            """
    }

    /// Suppliers by their names, in front of their own order numbers.
    private func subject(of attention: Attention) -> String {
        switch attention.reason {
        case .balanceLow, .unknownSupply, .attestationEnding, .attestationEnded:
            let parts = attention.subject.split(separator: " ", maxSplits: 1).map(String.init)
            return ([name(of: RecipientID(parts.first ?? ""))] + parts.dropFirst()).joined(separator: " ")
        default: return attention.subject
        }
    }

    /// The form that marks something as looked at.
    func resolution(of attention: Attention) -> HTML {
        sheet.form(
            path("/attentions/\(attention.id)/resolution"),
            sheet.button(say("console.attention.resolve"), kind: .secondary, icon: .check))
    }

    /// A code of the program behind a dot, in words where there are any.
    func detail(_ code: String?) -> HTML {
        guard let code else { return "" }
        let words = code.split(separator: ":").map { say(code: String($0), under: "console.detail.") }
        return " · \(words.joined(separator: ", "))"
    }
}
