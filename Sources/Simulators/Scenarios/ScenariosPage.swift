// SPDX-License-Identifier: Apache-2.0

/// Every switch of every provider, as forms.
struct ScenariosPage {
    let scenarios: Scenarios

    var answer: Answer { .page(layout("Scenarios", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>Let things go wrong</h1>
        <p class="lead">A change works from the next call on. Tests set the same switches at \
        <code>/control/scenarios</code>.</p>
        \(Provider.allCases.map(section))
        </main>
        """
    }

    private func section(_ provider: Provider) -> Markup {
        let scenario = scenarios[provider]
        let switches = Scenario.switches.filter { $0.providers.contains(provider) }
        let flags = switches.filter { if case .flag = $0.kind { true } else { false } }.map(\.name)
        return """
            <section class="card"><h2>\(title(provider))</h2>
            <form class="switches" method="post" action="/control/scenarios/\(provider.rawValue)">
            <input type="hidden" name="flags" value="\(flags.joined(separator: " "))">
            \(switches.map { field($0, scenario, id: "\(provider.rawValue)-\($0.name)") })
            <button class="primary">Set for \(title(provider))</button></form>
            \(button("All off", to: "/control/scenarios/\(provider.rawValue)/reset", about: "for " + title(provider)))
            </section>
            """
    }

    private func title(_ provider: Provider) -> String {
        switch provider {
        case .stripe: "Stripe"
        case .vietQR: "VietQR.vn"
        case .esimAccess: "eSIM Access"
        case .airalo: "Airalo"
        case .mail: "Mail server"
        case .telegram: "Telegram"
        case .whatsApp: "WhatsApp"
        case .openAI: "OpenAI"
        case .openRouter: "OpenRouter"
        }
    }

    private func field(_ item: Scenario.Switch, _ scenario: Scenario, id: String) -> Markup {
        switch item.kind {
        case .flag(let path):
            return """
                <p class="tick"><input type="checkbox" id="\(id)" name="\(item.name)"\
                \(scenario[keyPath: path] ? " checked" : nil)> <label for="\(id)">\(item.label)</label></p>
                """
        case .number(let path):
            return """
                <p class="field"><label for="\(id)">\(item.label)</label>
                <input type="number" min="0" id="\(id)" name="\(item.name)" value="\(scenario[keyPath: path])"></p>
                """
        case .text(let path):
            let value = scenario[keyPath: path]
            guard !item.choices.isEmpty else {
                return """
                    <p class="field"><label for="\(id)">\(item.label)</label>
                    <input type="text" id="\(id)" name="\(item.name)" value="\(value)"></p>
                    """
            }
            let options = item.choices.map { choice -> Markup in
                "<option\(choice == value ? " selected" : nil)>\(choice)</option>"
            }
            return """
                <p class="field"><label for="\(id)">\(item.label)</label>
                <select id="\(id)" name="\(item.name)">\(options)</select></p>
                """
        }
    }
}
