// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import Conversations
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension ConsoleRoutes {
    @Sendable func inboxPage(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        try await desk.services.conversations.presence.note(desk.caller)
        let list = try await desk.list(request)
        return desk.inboxPage(list)
    }

    /// The list alone, for the script that keeps it true.
    @Sendable func inboxList(_ request: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        .page(desk.list(try await desk.list(request)))
    }

    @Sendable func conversationPage(
        _ request: Request, _ context: PageContext, _ desk: Desk
    ) async throws -> Response {
        let id = try conversationID(context)
        try await desk.services.conversations.presence.note(desk.caller)
        let place = request.uri.queryParameters["at"].flatMap { Int($0) }.flatMap {
            (1...1_000_000_000).contains($0) ? $0 : nil
        }
        let view = try await desk.look(at: id, around: place)
        // Whoever has it in front of them has read it.
        _ = try await desk.services.conversations.handleConversation.markRead(
            id, upTo: view.showing.conversation.lastPosition, as: desk.caller)
        return desk.inboxPage(try await desk.list(request, current: id), showing: view)
    }

    /// What came after a position, for a page that is open.
    @Sendable func newMessages(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let after = request.uri.queryParameters["after"].flatMap { Int($0) } ?? 0
        let view = try await desk.look(at: try conversationID(context), after: max(after, 0))
        return .page(desk.messages(view))
    }

    func conversationID(_ context: PageContext) throws -> ID<Conversation> {
        guard let id = context.parameters.get("id").flatMap({ ID<Conversation>($0) }) else {
            throw PageProblem(.notFound)
        }
        return id
    }
}

/// The list as the page shows it, with what it was asked for.
struct InboxList: Sendable {
    let view: InboxView
    let list: Inbox.List
    let current: ID<Conversation>?
    /// Whether this is a later page of it.
    let isContinued: Bool
}

/// One conversation as the page shows it.
struct ConversationView: Sendable {
    let showing: Inbox.Showing
    /// The names of colleagues in it.
    let names: [PersonID: String]
    /// Whom it can be handed on to.
    let colleagues: [(id: PersonID, name: String)]
    /// What was bought with an address the visitor has proven; nil while there is none.
    let orders: [ListedOrder]?
    /// What the messenger says of it; nil for a chat on our pages.
    let thread: HandleThread.Showing?
    let help: ConversationHelp
}

extension Desk {
    func list(_ request: Request, current: ID<Conversation>? = nil) async throws -> InboxList {
        let query = request.uri.queryParameters
        let view = query["view"].flatMap { InboxView(rawValue: String($0)) } ?? .open
        let place = query["before"].flatMap { Int64($0) }.flatMap { time in
            query["after"].flatMap { ID<Conversation>($0) }.map {
                InboxPlace(changedAt: Instant(milliseconds: time), id: $0)
            }
        }
        switch try await services.conversations.inbox.list(view, after: place, as: caller) {
        case .forbidden, .notFound: throw PageProblem(.forbidden)
        case .found(let list):
            try await noteDelivery(of: list.lines)
            return InboxList(
                view: view, list: list, current: current ?? query["current"].flatMap { ID($0) },
                isContinued: place != nil)
        }
    }

    /// What stands in somebody's list has come to where the staff is.
    private func noteDelivery(of lines: [InboxLine]) async throws {
        for line in lines
        where line.conversation.lastVisitorPosition > line.conversation.marks.staffDelivered {
            _ = try await services.conversations.handleConversation.markDelivered(
                line.conversation.id, upTo: line.conversation.lastVisitorPosition, as: caller)
        }
    }

    func look(
        at id: ID<Conversation>, after position: Int = 0, around middle: Int? = nil
    ) async throws -> ConversationView {
        switch try await services.conversations.inbox.show(id, after: position, around: middle, as: caller) {
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        case .found(let showing):
            let agents = position > 0 ? [] : try await services.accounts.members(with: ConsoleArea.inbox.roles)
            let colleagues =
                showing.messages.compactMap(\.message.author)
                + [showing.conversation.assignee].compactMap { $0 } + agents.map(\.id)
            var names: [PersonID: String] = [:]
            for colleague in Set(colleagues) where colleague != member.id {
                names[colleague] = try await services.accounts.name(of: colleague, as: .system("inbox"))?.expose()
            }
            return ConversationView(
                showing: showing, names: names,
                colleagues: agents.compactMap { agent in names[agent.id].map { (agent.id, $0) } },
                orders: position > 0 ? nil : try await orders(of: showing),
                thread: showing.conversation.channel == .widget
                    ? nil : try await services.conversations.handleThread.show(id, as: caller),
                help: position > 0 ? .notOffered : try await help(about: showing.conversation.person))
        }
    }

    private func help(about person: PersonID) async throws -> ConversationHelp {
        guard policy.declares(.assistance, for: .chatMessage) else { return .notOffered }
        let manage = services.conversations.manageAssistance
        if try await manage.isSwitchedOff() { return .switchedOff }
        return try await manage.hasRefused(person) ? .refused : .ready
    }

    private func orders(of showing: Inbox.Showing) async throws -> [ListedOrder]? {
        guard may(.orders), showing.contact.email?.provenAt != nil, let text = showing.address?.expose(),
            let address = EmailAddress(text)
        else { return nil }
        return try await services.shop.workOnOrders.orders(boughtWith: address, as: caller)
    }
}
