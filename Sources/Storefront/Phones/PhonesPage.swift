// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

extension StorefrontRoutes {
    /// Which phones take eSIMs; with `?model=` the answer for one.
    @Sendable func phonesPage(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let asked = request.uri.queryParameters["model"] else {
            return Response.page(context.sheet.phonesPage(asked: nil), keptBy: .anybody)
        }
        return Response.page(context.sheet.phonesPage(asked: String(asked.prefix(60)).typed))
    }

    /// The answer alone, for the script that puts it in place. Nothing is stored.
    @Sendable func phoneAnswer(_ request: Request, _ context: PageContext) async throws -> Response {
        let asked = String(request.uri.queryParameters["model"]?.prefix(60) ?? "").typed
        return Response.page(context.sheet.phoneAnswer(asked))
    }
}

extension Sheet {
    func phonesPage(asked: String?) -> HTML {
        let makers = PhoneList.makers.map { maker -> HTML in
            let lines = PhoneModel.Verdict.allCases.compactMap { verdict -> HTML? in
                let names = maker.models.filter { $0.verdict == verdict }.map(\.name)
                return names.isEmpty
                    ? nil
                    : """
                    <p class="phone-verdict">\(verdictBadge(verdict))</p><p>\(names.joined(separator: " · "))</p>
                    """
            }
            let title = maker.name.isEmpty ? text("places.phone.others") : maker.name
            return disclosure(
                title,
                "<div class=\"phone-makers\">\(maker.note.map { "<p class=\"soft\">\(text($0))</p>" as HTML })\(lines)</div>"
            )
        }
        return shopPage(
            PageHead(
                title: text("storefront.phone.title"), description: text("places.phone.description"),
                isPublic: asked == nil),
            main: """
                <div class="wrap narrow">\(heading(text("storefront.phone.title"), lead: text("places.phone.lead")))
                \(phoneCheck(asked: asked))
                \(section(text("places.phone.all"), "<div class=\"answers\">\(makers)</div>"))
                \(section(text("places.phone.more"), furtherPhoneAnswers))
                </div>
                """)
    }

    /// "Will my phone work?", answered where it is asked.
    var phoneAnswers: HTML {
        "<div class=\"answers\">\(phoneCheck(asked: nil))\(furtherPhoneAnswers)</div>"
    }

    /// A search by model that works by sending its form; a script puts the answer below it.
    private func phoneCheck(asked: String?) -> HTML {
        """
        <form class="search phone-check" role="search" method="get" action="\(path(.phones))" data-answer="\(path("/phones/answer"))">\
        <label class="hidden" for="\(Self.inputID("model"))">\(text("places.phone.label"))</label>\(icon(.device))\
        <input class="input" type="search" id="\(Self.inputID("model"))" name="model" value="\(asked ?? "")" \
        placeholder="\(text("places.phone.placeholder"))" autocomplete="off" maxlength="60" enterkeyhint="search">\
        <button class="button secondary">\(text("places.phone.check"))</button></form>
        <div class="phone-answer" aria-live="polite" data-answer-place>\(asked.map(phoneAnswer))</div>
        """
    }

    func phoneAnswer(_ asked: String) -> HTML {
        let found = PhoneModel.search(asked)
        let code: HTML = "<code>*#06#</code>"
        guard !found.isEmpty else {
            return """
                <div class="banner notice">\(icon(.question))<div><p><strong>\(text("places.phone.unknown", ["model": asked]))</strong></p>\
                <p>\(wording.markup("places.phone.unknown-text", ["code": code]))</p></div></div>
                """
        }
        let lines = found.map { model -> HTML in
            """
            <li><span class="phone-line"><strong>\(model.name)</strong> \(verdictBadge(model.verdict))</span>\
            \(model.note.map { "<span class=\"soft small\">\(text($0))</span>" as HTML })</li>
            """
        }
        return """
            <ul class="phone-found">\(lines)</ul><p class="soft small">\(wording.markup("places.phone.surer", ["code": code]))</p>
            """
    }

    private func verdictBadge(_ verdict: PhoneModel.Verdict) -> HTML {
        switch verdict {
        case .takes: badge(text("places.phone.takes"), .good)
        case .depends: badge(text("places.phone.depends"), .waiting)
        case .lacks: badge(text("places.phone.lacks"), .bad)
        }
    }

    private var furtherPhoneAnswers: HTML {
        """
        \(disclosure(
            text("storefront.phone.check"), "<p>\(wording.markup("storefront.phone.check-text", ["code": "<code>*#06#</code>"]))</p>"))
        \(disclosure(text("storefront.phone.locked"), "<p>\(text("storefront.phone.locked-text"))</p>"))
        \(disclosure(text("storefront.phone.number"), "<p>\(text("storefront.phone.number-text"))</p>"))
        """
    }
}
