// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    /// What is looked for may be somebody's name: it is posted, and stands in no address and no history.
    @Sendable func searchInbox(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let form = try await Form.read(request, context)
        let typed = form["words"]
        switch try await desk.services.conversations.searchMessages(typed, as: desk.caller) {
        case .found(let hits, let isCut): return desk.searchPage(typed, hits, isCut: isCut)
        case .noWords: return desk.searchPage(typed, [], isCut: false, status: .unprocessableContent)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension Desk {
    /// Above the list: finds messages by their words.
    func searchForm(_ typed: String = "") -> HTML {
        """
        <form class="search inbox-search" role="search" action="\(path("/inbox/search"))" method="post">\
        \(sheet.formToken)<label class="hidden" for="field-words">\(say("console.inbox.search"))</label>\
        \(sheet.icon(.search))<input class="input" type="search" id="field-words" name="words" value="\(typed)" \
        maxlength="200" required placeholder="\(say("console.inbox.search"))" autocomplete="off" enterkeyhint="search">\
        <button class="button primary">\(say("console.inbox.search-do"))</button></form>
        """
    }

    fileprivate func searchPage(
        _ typed: String, _ hits: [SearchMessages.Hit], isCut: Bool, status: HTTPResponse.Status = .ok
    ) -> Response {
        let lines = hits.map { line($0, typed) }
        let count = say(
            isCut ? "console.inbox.found-more" : "console.inbox.found", ["count": String(hits.count)])
        let none: HTML = sheet.emptyState(
            .search, title: say("console.inbox.found-none"), text: say("console.inbox.found-hint"))
        return page(
            say("console.inbox.search"), in: .inbox, status: status,
            """
            \(sheet.backLink(say("console.inbox.back"), to: path(.inbox)))
            <h1>\(say("console.inbox.search"))</h1>
            \(searchForm(typed))
            \(if: !hits.isEmpty, "<p class=\"hint\" role=\"status\">\(count)</p>")
            \(if: hits.isEmpty, none)
            <ul class="inbox-lines inbox-found">\(lines)</ul>
            """)
    }

    private func line(_ hit: SearchMessages.Hit, _ typed: String) -> HTML {
        let who: HTML? =
            switch hit.message.direction {
            case .fromVisitor: nil
            case .fromStaff, .automatic: "<span class=\"inbox-from\">\(say("console.inbox.we")) </span>"
            case .note: "<span class=\"inbox-from\">\(say("console.inbox.note")) </span>"
            }
        let address = "\(path("/inbox/\(hit.conversation.id)"))?at=\(hit.message.position)#m\(hit.message.position)"
        return """
            <li><a\(href: address)><span class="inbox-who"><strong>\(name(of: hit.conversation))</strong>\
            \(sheet.shortTime(hit.message.writtenAt, at: now))</span>\
            <span class="inbox-excerpt" dir="auto">\(who)\(Excerpt(of: typed, in: hit.text.expose()).html)</span></a></li>
            """
    }
}
