// SPDX-License-Identifier: Apache-2.0

import Conversations
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

/// The inbox: list, conversation, person. On a phone one of them at a time.
extension Desk {
    func inboxPage(
        _ list: InboxList, showing view: ConversationView? = nil, form: Form = Form(),
        helped: AssistanceOutcome? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let id = view?.showing.conversation.id
        let panes: HTML =
            if let view {
                "\(conversationPane(view, list, form))\(personPane(view, helped))"
            } else {
                "<div class=\"inbox-none\">\(choosing)</div>"
            }
        return page(
            say("console.inbox.title"), in: .inbox, status: status,
            """
            <div class="inbox\(if: view != nil, " open")\(if: view == nil && list.list.lines.isEmpty, " empty")" data-inbox="\(path(.inbox))" data-view="\(list.view.rawValue)"\
            \(attribute: "data-conversation", id?.description)>
            <section class="inbox-list" aria-label="\(say("console.inbox.list"))">
            <h1 class="inbox-title">\(say("console.inbox.title"))</h1>
            \(searchForm())
            <div data-inbox-list>\(self.list(list))</div></section>
            \(panes)
            \(sheet.formToken)
            </div>
            """)
    }

    func list(_ list: InboxList) -> HTML {
        let tabs = InboxView.allCases.map { view in
            let count = list.list.counts[view, default: 0]
            let name = say(Text("console.inbox.view.\(view.rawValue)"))
            return (title: count > 0 ? "\(name) (\(count))" : name, path: path(to: view))
        }
        let lines = list.list.lines.map { line($0, list) }
        let more = list.list.next.map { next in
            sheet.linkButton(
                say("console.inbox.older"),
                to: "\(path(to: list.view))&before=\(next.changedAt.milliseconds)&after=\(next.id)")
        }
        return """
            \(sheet.tabs(say("console.inbox.views"), tabs, current: path(to: list.view)))
            \(if: lines.isEmpty, teaching(list.view))
            <ul class="inbox-lines">\(lines)</ul>\(more)
            """
    }

    private func path(to view: InboxView) -> String { path(.inbox) + "?view=\(view.rawValue)" }

    private func line(_ line: InboxLine, _ list: InboxList) -> HTML {
        let conversation = line.conversation
        let who: HTML? =
            switch line.lastMessage.direction {
            case .fromVisitor: nil
            case .fromStaff, .automatic: "<span class=\"inbox-from\">\(say("console.inbox.we")) </span>"
            case .note: "<span class=\"inbox-from\">\(say("console.inbox.note")) </span>"
            }
        let unread: HTML = """
            <span class="nav-count" aria-label="\(say("console.inbox.unread", ["count": String(line.unread)]))">\(line.unread)</span>
            """
        return """
            <li\(attribute: "class", conversation.isUnread ? "unread" : nil)>\
            <a\(href: "\(path("/inbox/\(conversation.id)"))?view=\(list.view.rawValue)")\
            \(attribute: "aria-current", conversation.id == list.current ? "true" : nil)>\
            <span class="inbox-who"><strong>\(line.name?.expose() ?? name(of: conversation))</strong>\(sheet.shortTime(conversation.changedAt, at: now))</span>\
            <span class="inbox-last" dir="auto">\(who)\(text(of: line))</span>\
            \(if: line.unread > 0, unread)</a></li>
            """
    }

    private func text(of line: InboxLine) -> String {
        guard let text = line.lastText?.expose() else { return say("console.inbox.sealed") }
        return text.isEmpty && line.lastMessage.media != nil ? say("console.inbox.file") : text
    }

    func name(of conversation: Conversation) -> String {
        say("console.inbox.visitor", ["number": conversation.number.text])
    }

    private var choosing: HTML {
        sheet.emptyState(
            .message, title: say("console.inbox.choose"), text: say("console.inbox.choose-hint"))
    }

    private func teaching(_ view: InboxView) -> HTML {
        view == .open
            ? sheet.emptyState(
                .message, title: say("console.inbox.nothing"),
                text: say(sheet.site.hasShop ? "console.inbox.nothing-hint" : "console.inbox.nothing-hint-messenger"),
                action: sheet.site.hasShop
                    ? sheet.linkButton(say("console.inbox.see-shop"), to: sheet.path(.home), kind: .primary) : nil)
            : sheet.emptyState(
                .message, title: say("console.inbox.none-here"),
                text: say(Text("console.inbox.none-hint.\(view.rawValue)")),
                action: sheet.linkButton(say("console.inbox.back"), to: path(.inbox)))
    }
}
