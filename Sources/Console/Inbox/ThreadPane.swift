// SPDX-License-Identifier: Apache-2.0

import Conversations
import Pages
import Values
import Vault

/// What a messenger adds to a conversation: until when one may answer freely, templates for afterwards, how far each message came.
extension Desk {
    func threadNews(_ showing: HandleThread.Showing, _ base: String) -> HTML {
        let refusal = showing.thread.refusalOfWords(at: now).map {
            sheet.banner(.notice, title: say(Text("console.inbox.refused.\($0.rawValue)")))
        }
        let paused = showing.pausedCode.map {
            sheet.banner(.problem, title: say("console.inbox.thread.paused", ["code": String($0)]))
        }
        return """
            <div class="inbox-thread">\(paused)\(refusal)
            <details class="inbox-templates"\(if: refusal != nil, " open")>\
            <summary>\(say("console.inbox.thread.templates"))</summary>\(templates(showing, base))</details></div>
            """
    }

    private func templates(_ showing: HandleThread.Showing, _ base: String) -> HTML {
        guard !showing.templates.isEmpty else {
            return "<p class=\"hint\">\(say("console.inbox.thread.no-templates"))</p>"
        }
        return showing.templates.map { template -> HTML in
            let fields = (0..<template.valueCount).map { place -> HTML in
                let id = "t\(template.id)-\(place)"
                return """
                    <p class="field"><label for="\(id)">\(say("console.inbox.thread.value", ["place": String(place + 1)]))</label>\
                    <input class="input" id="\(id)" name="v\(place)" required maxlength="1000" autocomplete="off"></p>
                    """
            }
            let words = [template.header, template.body].compactMap { $0 }.joined(separator: "\n")
            return """
                <details data-template="\(template.name)"><summary>\(template.name) · \(template.language)</summary>\
                <p class="inbox-text" dir="auto">\(words)</p>\(sheet.form(
                    path(base) + "/templates",
                    """
                    <input type="hidden" name="template" value="\(template.id.description)">\
                    <input type="hidden" name="key" value="\(ID<Message>.random().description)">\(fields)\
                    \(sheet.button(say("console.inbox.thread.send"), kind: .secondary, icon: .message))
                    """))</details>
                """
        }.joined(separator: "")
    }

    /// How far a message of ours has come and when, and why it came no further.
    func progress(of opened: OpenedMessage, _ showing: HandleThread.Showing?) -> HTML {
        guard let detail = showing?.details[opened.message.id] else {
            return "\(say(Text("console.inbox.progress.\(opened.progress.rawValue)")))"
        }
        let stations: [(state: DeliveryState, at: Instant?)] = [
            (.sent, detail.sentAt), (.delivered, detail.deliveredAt), (.read, detail.readAt),
        ]
        let passed = stations.compactMap { station -> HTML? in
            station.at.map { "\(say(state: station.state)) \(sheet.shortTime($0, at: now))" }
        }
        switch detail.state {
        case .sent, .delivered, .read, .played: return passed.joined(separator: " · ")
        case .received, .queued, .sending, .accepted: return "\(say(state: detail.state))"
        case .failed:
            guard let trouble = detail.trouble else { return "\(say(state: .failed))" }
            let code = detail.code.map { $0 == 0 ? "" : " (\($0))" } ?? ""
            return "\(say(state: .failed)): \(say(Text("console.inbox.trouble.\(trouble.rawValue)")))\(code)"
        }
    }

    private func say(state: DeliveryState) -> String { say(Text("console.inbox.progress.\(state.rawValue)")) }

    /// As what a message came, where it was not words alone.
    func formLine(of message: Message, _ showing: HandleThread.Showing?) -> HTML? {
        guard let form = showing?.details[message.id]?.form, form != .text else { return nil }
        return
            "<p class=\"hint\" data-form=\"\(form.rawValue)\">\(say(Text("console.inbox.form.\(form.rawValue)")))</p>"
    }

    func reactions(to message: Message, _ showing: HandleThread.Showing?) -> HTML? {
        guard let emojis = showing?.reactions[message.id], !emojis.isEmpty else { return nil }
        return "<p class=\"hint\" data-reactions>\(emojis.map { $0.expose() }.joined(separator: " "))</p>"
    }

    func threadFacts(_ showing: HandleThread.Showing, _ base: String) -> HTML {
        let thread = showing.thread
        var facts: [(name: String, value: HTML)] = []
        if let address = showing.address {
            facts.append((say("console.inbox.thread.contact"), "<span data-contact>\(address.expose())</span>"))
        }
        if let number = showing.number {
            facts.append((say("console.inbox.thread.number"), "<span>\(number.shown) \(number.name)</span>"))
        }
        if let end = thread.windowEnd {
            facts.append((say("console.inbox.thread.window"), "<span>\(sheet.time(end))</span>"))
        }
        facts.append(
            (
                say("console.inbox.thread.agreed"),
                thread.agreedAt.map { "<span>\(sheet.time($0))</span>" }
                    ?? "<span>\(say("console.inbox.thread.agreed-none"))</span>"
            ))
        let agreement = sheet.form(
            path(base) + "/agreement", sheet.button(say("console.inbox.thread.note-agreement"), kind: .quiet))
        let block = sheet.form(
            path(base) + "/block",
            sheet.button(
                say(thread.blockedAt == nil ? "console.inbox.thread.block" : "console.inbox.thread.unblock"),
                kind: .quiet, name: "to", value: thread.blockedAt == nil ? "blocked" : "free"))
        return "\(sheet.facts(facts))<div class=\"actions\">\(agreement)\(block)</div>"
    }
}
