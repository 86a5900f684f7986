// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Pages
import Policy
import Values
import Vault

/// The buyer as staff see one: masked until opened for a purpose, with everybody who looked.
extension Desk {
    func buyerCard(_ view: OrderView, form: Form, opened: Opened?) -> HTML {
        let order = view.order.order
        guard order.person != nil else {
            return sheet.card(
                title: say("console.buyer.title"),
                "<p>\(sheet.badge(say("console.buyer.erased"), .neutral))</p><p class=\"hint\">\(say("console.buyer.erased-hint"))</p>"
            )
        }
        let person: HTML =
            if let opened {
                """
                <p>\(sheet.personChip("", opened: opened.email, purpose: name(of: opened.purpose)))</p>\
                <p class="hint">\(say("console.buyer.opened-hint"))</p>
                """
            } else {
                "<p>\(sheet.personChip("", opening: nil))</p>\(openingForm(order.id.description, form: form))"
            }
        return """
            <section class="card" id="buyer"><header class="card-header"><h2>\(say("console.buyer.title"))</h2></header>\
            \(person)<h3>\(say("console.access.title"))</h3>\(accessList(view.accesses))</section>
            """
    }

    private func openingForm(_ order: String, form: Form) -> HTML {
        let all: HTML = """
            <button class="button secondary" formaction="\(path("/orders/\(order)/customer"))">\(sheet.icon(.person))\
            <span>\(say("console.buyer.do-all"))</span></button>
            """
        return sheet.disclosure(
            say("console.buyer.open"),
            sheet.form(
                path("/orders/\(order)/openings"), showing: form,
                """
                \(purposeChoice(form))<p class="actions">\(sheet.button(say("console.buyer.do"), icon: .eye))\(all)</p>
                """), isOpen: form.problem(with: "purpose") != nil)
    }

    /// The purposes the policy lets this role open an address for. None is chosen beforehand: it has to be stated.
    func purposeChoice(_ form: Form) -> HTML {
        let purposes = policy.declarations.purposes.filter {
            policy.roles(mayOpen: .emailAddress, for: $0.id).contains(member.role)
        }
        let problem = form.problem(with: "purpose")
        let choices = purposes.enumerated().map { index, purpose -> HTML in
            """
            <label class="radio-card"><input type="radio" name="purpose" value="\(purpose.id.rawValue)" required\
            \(attribute: "id", index == 0 ? Sheet.inputID("purpose") : nil)\
            \(attribute: "aria-describedby", problem == nil ? nil : "purpose-problem")\
            \(flag: "checked", form["purpose"] == purpose.id.rawValue)><span class="radio-text">\
            <strong>\(purpose.name[language])</strong><span>\(purpose.words[language])</span></span></label>
            """
        }
        let line: HTML? = problem.map {
            """
            <p class="field-problem" id="purpose-problem">\(sheet.icon(.warning, size: .small))<span>\(say($0))</span></p>
            """
        }
        return """
            <fieldset class="field radio-cards\(if: problem != nil, " invalid")"><legend>\(say("console.buyer.why"))</legend>\
            \(choices)\(line)</fieldset><p class="reason">\(sheet.icon(.shield, size: .small))\
            <span>\(say("console.buyer.recorded"))</span></p>
            """
    }

    private func accessList(_ accesses: [Access]) -> HTML {
        guard !accesses.isEmpty else { return "<p class=\"hint\">\(say("console.access.none"))</p>" }
        let lines = accesses.map { access -> HTML in
            let who = access.isOwn ? say("console.access.you") : access.name ?? say("console.access.colleague")
            return """
                <li data-access="\(access.purpose?.rawValue ?? "")"><span><strong>\(who)</strong> · \
                \(access.purpose.map(name) ?? "")</span><span class="hint">\(sheet.time(access.at))</span></li>
                """
        }
        return "<ul class=\"console-lines\">\(lines)</ul>"
    }

    func disclosureTable(_ disclosures: [ConcludedDisclosure]) -> HTML {
        let columns = [
            Column(say("console.disclosure.recipient")), Column(say("console.disclosure.data")),
            Column(say("console.disclosure.purpose")), Column(say("console.disclosure.when")),
            Column(say("console.disclosure.outcome")),
        ]
        let rows = disclosures.map { disclosure -> [HTML] in
            let outcome = say(code: disclosure.state.name, under: "console.disclosure.")
            return [
                "\(name(of: disclosure.record.recipient))", "<span>\(names(of: disclosure.record.categories))</span>",
                "<span>\(name(of: disclosure.record.purpose))</span>",
                "<span>\(sheet.time(disclosure.record.at))</span>",
                "<span>\(sheet.badge(outcome, disclosure.state.tone))\(detail(disclosure.reason))</span>",
            ]
        }
        return sheet.table(
            say("console.order.disclosures"), columns: columns, rows: rows,
            empty: "<p class=\"hint\">\(say("console.disclosure.none"))</p>")
    }
}

extension DisclosureState {
    var tone: Tone {
        switch self {
        case .sending: .waiting
        case .answered: .good
        case .notSent: .neutral
        case .noAnswer, .refused: .bad
        }
    }
}
