// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    func accountsPage(_ kept: [CredentialProvider: KeptCredentials]) -> Response {
        let title = say("settings.accounts.title")
        let cards = providers.map { provider -> HTML in
            let state =
                kept[provider] != nil
                ? sheet.badge(say("settings.accounts.own"), .good)
                : sheet.badge(
                    say(provider.hasOnlyOwn ? "settings.accounts.none" : "settings.accounts.installation"), .neutral)
            return sheet.card(
                title: say(provider.title), action: state,
                """
                <p>\(say(provider.lead))</p>\(kept[provider].map { facts($0, of: provider) })
                <p class="actions">\(sheet.linkButton(
                    say("settings.open"), to: path("/settings/accounts/\(provider.rawValue)")))</p>
                """)
        }
        return page(
            title, in: .settings,
            """
            \(sheet.backLink(say("settings.title"), to: path(.settings)))
            \(sheet.heading(title, lead: say("settings.accounts.lead")))
            <div class="console-cards">\(cards)</div>
            """)
    }

    /// Those the policy lets the organisation work with.
    var providers: [CredentialProvider] {
        CredentialProvider.allCases.filter { policy.recipient(RecipientID($0.rawValue)) != nil }
    }

    func accountPage(
        _ provider: CredentialProvider, _ kept: KeptCredentials?, form: Form = Form(), trial: AccountTrial? = nil,
        tell address: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        let root = "/settings/accounts/\(provider.rawValue)"
        let title = say(provider.title)
        let standing: HTML =
            if let kept {
                "\(facts(kept, of: provider))\(removal(root, of: provider))"
            } else {
                "<p>\(say(provider.hasOnlyOwn ? "settings.accounts.none-hint" : "settings.accounts.installation-hint"))</p>"
            }
        let test = sheet.form(
            path(root + "/trial"), sheet.button(say("settings.accounts.try"), kind: .secondary, icon: .refresh))
        return page(
            title, in: .settings, status: status,
            """
            \(sheet.backLink(say("settings.accounts.title"), to: path("/settings/accounts")))
            \(sheet.heading(title, lead: say(provider.lead), actions: test))
            <div class="console-reports">\(trial.map(banner))\(address.map(telling))</div>
            <div class="console-narrow console-column">
            \(sheet.card(title: say("settings.accounts.now"), standing))
            \(if: provider == .stripe, attestation)
            \(sheet.card(title: say("settings.accounts.change"), newAccount(provider, root, form)))
            </div>
            """)
    }

    private func facts(_ kept: KeptCredentials, of provider: CredentialProvider) -> HTML {
        let lines = provider.fields.map { field -> (name: String, value: HTML) in
            (say(field.title), "<code>\(kept.shown[field.name] ?? "")</code>")
        }
        return sheet.facts(lines + [(say("settings.accounts.changed"), sheet.time(kept.changedAt))])
    }

    /// Whether cards may be taken by this provider, and until when.
    private var attestation: HTML {
        let line: HTML =
            switch services.shop.cardAttestations.standing(of: .stripe) {
            case .missing: sheet.badge(say("settings.attestation.missing"), .bad)
            case .inForce(let end):
                "\(sheet.badge(say("settings.attestation.in-force"), .good)) \(sheet.date(end - .seconds(1)))"
            case .ending(let end):
                "\(sheet.badge(say("settings.attestation.ending"), .waiting)) \(sheet.date(end - .seconds(1)))"
            case .ended(let end):
                "\(sheet.badge(say("settings.attestation.ended"), .bad)) \(sheet.date(end - .seconds(1)))"
            }
        return sheet.card(
            title: say("settings.attestation.title"),
            "<p data-attestation>\(line)</p><p class=\"hint\">\(say("settings.attestation.hint"))</p>")
    }

    private func removal(_ root: String, of provider: CredentialProvider) -> HTML {
        // The installation has no numbers to go back to.
        let label: Text = provider == .whatsApp ? "settings.accounts.disconnect" : "settings.accounts.remove"
        return sheet.form(path(root + "/removal"), sheet.button(say(label), kind: .quiet))
    }

    private func newAccount(_ provider: CredentialProvider, _ root: String, _ form: Form) -> HTML {
        let fields = provider.fields.map { field in
            sheet.field(
                Field(
                    field.name, say(field.title), kind: field.isSecret ? .password : field.isNumber ? .number : .text,
                    autocomplete: "off", limit: CredentialField.longest), in: form)
        }
        return sheet.form(
            path(root), showing: form,
            """
            <p class="hint">\(say("settings.accounts.sealed"))</p>
            \(fields)<p class="actions">\(sheet.button(say("settings.accounts.keep"), icon: .lock))</p>
            """)
    }

    private func banner(_ trial: AccountTrial) -> HTML {
        switch trial {
        case .works(let finding):
            sheet.banner(.success, title: say("settings.trial.works"), text: "\(words(for: finding))")
        case .refused(let code):
            sheet.banner(
                .problem, title: say("settings.trial.refused"), text: "<span lang=\"en\"><code>\(code)</code></span>")
        case .unreachable:
            sheet.banner(
                .problem, title: say("settings.trial.unreachable"), text: "\(say("settings.trial.unreachable-hint"))")
        case .noAccount:
            sheet.banner(.notice, title: say("settings.trial.none"), text: "\(say("settings.trial.none-hint"))")
        }
    }

    private func words(for finding: AccountTrial.Finding) -> String {
        switch finding {
        case .realMoney: say("settings.trial.real-money")
        case .testMoney: say("settings.trial.test-money")
        case .balance(let money): say("settings.trial.balance", ["amount": sheet.price(money)])
        case .signedIn: say("settings.trial.signed-in")
        case .numbers(let numbers):
            say("settings.trial.numbers", ["numbers": numbers.joined(separator: ", ")])
        }
    }

    private func telling(_ address: String) -> HTML {
        sheet.secretOnce(address, label: say("settings.accounts.tell"))
    }
}

extension CredentialProvider {
    var title: Text {
        switch self {
        case .stripe: "settings.accounts.stripe.title"
        case .esimAccess: "settings.accounts.esim-access.title"
        case .mail: "settings.accounts.mail.title"
        case .whatsApp: "settings.accounts.whatsapp.title"
        case .openAI: "settings.accounts.openai.title"
        case .openRouter: "settings.accounts.openrouter.title"
        }
    }

    var lead: Text {
        switch self {
        case .stripe: "settings.accounts.stripe.lead"
        case .esimAccess: "settings.accounts.esim-access.lead"
        case .mail: "settings.accounts.mail.lead"
        case .whatsApp: "settings.accounts.whatsapp.lead"
        case .openAI: "settings.accounts.openai.lead"
        case .openRouter: "settings.accounts.openrouter.lead"
        }
    }
}

extension CredentialField {
    /// Each name stands as a literal in the catalogue: a test reads both.
    var title: Text { Text("settings.field.\(name)") }
}
