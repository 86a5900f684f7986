// SPDX-License-Identifier: Apache-2.0

import Conversations
import Pages
import Values
import Vault

/// One conversation: what was said, and the box to answer in.
extension Desk {
    func conversationPane(_ view: ConversationView, _ list: InboxList, _ form: Form) -> HTML {
        let conversation = view.showing.conversation
        let base = "/inbox/\(conversation.id)"
        let cut: HTML = "<p class=\"hint\">\(say("console.inbox.cut"))</p>"
        let refused: HTML? = view.showing.refusal.map {
            sheet.banner(.notice, title: say(Text("console.refusal.\($0.rawValue)")))
        }
        return """
            <section class="inbox-conversation" aria-labelledby="conversation-name">
            <header class="inbox-head">
            <a class="inbox-back"\(href: "\(path(.inbox))?view=\(list.view.rawValue)")>\(sheet.icon(.arrowLeft))\
            <span>\(say("console.inbox.back"))</span></a>
            <h2 id="conversation-name">\(view.thread?.name?.expose() ?? name(of: conversation)) \(badge(of: conversation.state))</h2>
            <div class="inbox-actions">\(assignment(conversation, view, base))\(stateChange(conversation, base))</div>
            </header>
            <div class="inbox-log" role="log" aria-live="polite" aria-label="\(say("console.inbox.log"))" tabindex="0" \
            data-inbox-log="\(path(base))/messages">\(if: view.showing.isCut, cut)\(refused)\(messages(view))</div>
            \(view.thread.map { threadNews($0, base) })
            <p class="inbox-typing hint" data-inbox-typing hidden>\(say("console.inbox.typing"))</p>
            <button type="button" class="button secondary inbox-news" data-inbox-news hidden>\
            \(sheet.icon(.chevronDown))<span>\(say("console.inbox.news"))</span></button>
            \(composer(conversation, base, form, mayAnswer: view.thread?.thread.refusalOfWords(at: now) == nil))
            </section>
            """
    }

    /// The messages as they stand in the log, also for those that come later.
    func messages(_ view: ConversationView) -> HTML {
        let conversation = view.showing.conversation
        var before: Message?
        return view.showing.messages.map { opened -> HTML in
            let message = opened.message
            let goesOn = before.map(message.goesOn(from:)) ?? false
            before = message
            let text = opened.text.expose()
            let words: HTML = "<p class=\"inbox-text\" dir=\"auto\">\(text)</p>"
            let state: HTML = """
                <span class="inbox-state" data-inbox-state>\(progress(of: opened, view.thread))</span>
                """
            return """
                <article id="m\(message.position)" class="inbox-message \(message.direction.rawValue)\(if: goesOn, " same")" \
                data-position="\(message.position)"\(attribute: "data-edited", message.editedAt?.milliseconds.description)>\
                <p class="inbox-by"><span\(attribute: "class", goesOn ? "hidden" : nil)>\
                <strong>\(author(of: message, view, conversation))</strong> \
                \(sheet.shortTime(message.writtenAt, at: now)) \
                \(if: message.editedAt != nil, "\(say("console.inbox.edited"))") </span>\(if: message.direction == .fromStaff, state)</p>\
                \(formLine(of: message, view.thread))\(if: !text.isEmpty, words)\(file(of: opened))\
                \(reactions(to: message, view.thread))</article>
                """
        }.joined(separator: "\n")
    }

    private func author(of message: Message, _ view: ConversationView, _ conversation: Conversation) -> String {
        let colleague = message.author.map { $0 == member.id ? say("console.inbox.you") : view.names[$0] }
        let name = (colleague ?? nil) ?? say("console.inbox.colleague")
        return switch message.direction {
        case .fromVisitor: view.thread?.name?.expose() ?? self.name(of: conversation)
        case .fromStaff: name
        case .note: say("console.inbox.note-by", ["name": name])
        case .automatic: say("console.inbox.program")
        }
    }

    private func badge(of state: ConversationState) -> HTML {
        let tone: Tone =
            switch state {
            case .open: .good
            case .snoozed: .waiting
            case .closed: .neutral
            }
        return sheet.badge(say(Text("console.inbox.state.\(state.rawValue)")), tone)
    }

    private func assignment(_ conversation: Conversation, _ view: ConversationView, _ base: String) -> HTML {
        let holder = conversation.assignee.map { $0 == member.id ? say("console.inbox.yours") : view.names[$0] ?? "" }
        let label: HTML? = holder.map { "<span class=\"hint\">\(say("console.inbox.held", ["name": $0]))</span>" }
        let address = path(base) + "/assignment"
        guard conversation.assignee != member.id else {
            let colleagues = view.colleagues.map { colleague in
                sheet.button(colleague.name, kind: .quiet, name: "to", value: colleague.id.description)
            }
            let nobody = sheet.button(say("console.inbox.give-back"), kind: .quiet, name: "to", value: "nobody")
            return "\(label)\(menu(say("console.inbox.hand-on"), address, colleagues + [nobody]))"
        }
        let take = sheet.button(say("console.inbox.take"), kind: .secondary, name: "to", value: "me")
        return "\(label)\(sheet.form(address, take))"
    }

    private func stateChange(_ conversation: Conversation, _ base: String) -> HTML {
        let address = path(base) + "/state"
        guard conversation.state != .closed else {
            return sheet.form(
                address, sheet.button(say("console.inbox.reopen"), kind: .secondary, name: "to", value: "open"))
        }
        let spans = SnoozeSpan.allCases.map { span in
            sheet.button(
                say(Text("console.inbox.until.\(span.rawValue)")), kind: .quiet, name: "to",
                value: "until-\(span.rawValue)")
        }
        let snooze =
            conversation.state == .snoozed
            ? sheet.form(address, sheet.button(say("console.inbox.wake"), kind: .quiet, name: "to", value: "open"))
            : menu(say("console.inbox.snooze"), address, spans)
        let close = sheet.form(
            address, id: "close-conversation",
            sheet.button(say("console.inbox.close"), kind: .secondary, icon: .check, name: "to", value: "closed"))
        return "\(snooze)\(close)"
    }

    /// Several things to choose from behind one word; opens without a script too.
    private func menu(_ title: String, _ address: String, _ buttons: [HTML]) -> HTML {
        """
        <details class="inbox-menu"><summary class="button quiet"><span>\(title)</span>\
        \(sheet.icon(.chevronDown, size: .small))</summary><div>\(sheet.form(address, "\(buttons)"))</div></details>
        """
    }

    private func composer(_ conversation: Conversation, _ base: String, _ form: Form, mayAnswer: Bool) -> HTML {
        let problem = form.problem(with: "text")
        let line: HTML? = problem.map {
            """
            <p class="field-problem" id="text-problem">\(sheet.icon(.warning, size: .small))<span>\(say($0))</span></p>
            """
        }
        return sheet.form(
            path(base) + "/messages", id: "answer",
            """
            <input type="hidden" name="key" value="\(ID<Message>.random().description)">\
            <label class="hidden" for="field-text">\(say("console.inbox.write"))</label>\
            <textarea class="input" id="field-text" name="text" rows="3" required maxlength="\(MessageText.limit)" \
            placeholder="\(say("console.inbox.write"))"\(attribute: "aria-describedby", problem == nil ? nil : "text-problem")\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")>\(form["text"])</textarea>\(line)\
            \(fileChooser(base))<div class="inbox-send"><p class="hint">\(say("console.inbox.seen-by"))</p>\
            \(sheet.button(say("console.inbox.send-note"), kind: .secondary, icon: .lock, name: "kind", value: "note"))\
            \(if: mayAnswer, sheet.button(
                say("console.inbox.send"), icon: .message, name: "kind", value: "reply"))</div>
            """)
    }
}

extension Message {
    /// Whether it is the same hand going on within moments, so that its name need not be said again.
    fileprivate func goesOn(from before: Message) -> Bool {
        before.direction == direction && before.author == author && writtenAt - before.writtenAt < .seconds(300)
    }
}
