// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

/// Somebody of ours at work: who they are, what waits for them, and the page they look at.
struct Desk: Sendable {
    let sheet: Sheet
    let services: ConsoleServices
    let member: StaffMember
    /// The name to greet them with.
    let name: String
    /// `/console`, or `/vi/console` in a chosen language.
    let root: String
    let now: Instant
    /// Empty for whoever may not see it.
    let waiting: Waiting

    var caller: Caller { .staff(member) }
    var policy: Policy { services.policy }
    var language: Language { sheet.language }

    func may(_ area: ConsoleArea) -> Bool { area.exists(under: policy) && area.roles.contains(member.role) }

    func path(_ rest: String) -> String { root + rest }
    func path(_ area: ConsoleArea) -> String { root + area.path }

    func say(_ text: Text) -> String { sheet.text(text) }
    func say(_ key: String, _ parameters: KeyValuePairs<String, String>) -> String { sheet.text(key, parameters) }

    /// What a code of the program is called, `group` being the beginning of its key; the code itself when the catalogue has no words for it.
    func say(code: String, under group: String) -> String {
        let key = group + code
        return sheet.wording.has(key) ? sheet.text(Text(key)) : code
    }

    func page(
        _ title: String, in area: ConsoleArea, status: HTTPResponse.Status = .ok, _ main: HTML
    ) -> Response {
        Response.page(sheet.consolePage(title, frame: frame(at: area), main: main), status: status)
    }

    /// Back to a page after something was done, with one sentence about it.
    func done(_ tone: Flash.Tone, _ key: String, to rest: String) -> Response {
        .seeOther(path(rest), saying: Flash(tone, key), on: sheet)
    }

    private func frame(at area: ConsoleArea) -> ConsoleFrame {
        ConsoleFrame(
            destinations: ConsoleArea.allCases.filter { $0 != .components && may($0) }.map { area in
                .init(path(area), say(area.name), area.icon, waiting: waiting.count(in: area))
            },
            current: path(area), account: name, accountPath: path("/account"), signOutPath: path("/session/end"),
            search: search)
    }
}

extension Desk {
    /// Where something typed is looked for; where nothing is sold, among the parts of the console alone.
    private var search: (path: String, name: String) {
        if may(.orders) { return (path(.orders), "number") }
        return may(.catalogue) ? (path(.catalogue), "q") : (path(.home), "q")
    }
}

/// What the policy and the law call things, for tables.
extension Desk {
    func name(of purpose: Purpose) -> String {
        policy.declarations.purposes.first { $0.id == purpose }?.name[language] ?? purpose.rawValue
    }

    func name(of category: Category) -> String {
        policy.declarations.categories.first { $0.id == category }?.name[language] ?? category.rawValue
    }

    func name(of recipient: RecipientID) -> String { policy.recipient(recipient)?.name ?? recipient.name }

    func names(of categories: Set<Category>) -> String {
        policy.declarations.categories.map(\.id).filter(categories.contains).map(name).joined(separator: ", ")
    }
}
