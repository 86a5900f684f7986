// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages
import Values
import Vault

extension ConsoleRoutes {
    /// What one wants to be mailed about: a ticked box and an address for each kind.
    @Sendable func keepNews(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        var wanted: [StaffNewsKind: EmailAddress] = [:]
        for kind in StaffNewsKind.allCases where form.isTicked(kind.box) {
            if let address = form.email(kind.field) { wanted[kind] = address }
        }
        guard form.isValid else {
            return desk.ownAccountPage(news: form, status: .unprocessableContent)
        }
        switch try await desk.services.accounts.news.keep(wanted, in: desk.language, of: desk.member) {
        case .kept: return desk.done(.success, "team.news.kept", to: "/account")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension Desk {
    /// The form as it stands now; nil for whoever is told of nothing.
    func newsForm() async throws -> Form? {
        guard let wishes = try await services.accounts.news.wishes(of: member) else { return nil }
        let own = try await services.accounts.news.ownAddress(of: member)?.expose() ?? ""
        return Form(
            holding: StaffNewsKind.allCases.flatMap { kind in
                [(kind.field, wishes[kind]?.expose() ?? own)] + (wishes[kind] == nil ? [] : [(kind.box, "yes")])
            })
    }

    func newsCard(_ form: Form) -> HTML {
        let lines = StaffNewsKind.allCases.map { kind -> HTML in
            let label = say("team.news.\(kind.rawValue)", [:])
            return """
                \(sheet.checkbox(kind.box, "\(label)", in: form))
                \(sheet.field(Field(kind.field, say("team.news.address"), kind: .email, autocomplete: "email", isOptional: true, limit: 254), in: form))
                """
        }
        return sheet.card(
            title: say("team.news.title"),
            sheet.form(
                path("/account/news"), showing: form,
                """
                <p class="hint">\(say("team.news.lead"))</p>
                \(lines)<p class="actions">\(sheet.button(say("team.news.keep"), kind: .secondary, icon: .mail))</p>
                """))
    }
}

extension StaffNewsKind {
    fileprivate var box: String { "on-\(rawValue)" }
    fileprivate var field: String { "to-\(rawValue)" }
}
