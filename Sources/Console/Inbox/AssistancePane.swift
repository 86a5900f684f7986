// SPDX-License-Identifier: Apache-2.0

import Conversations
import Pages
import Values

/// Help by programs beside a conversation: what may be asked, what came back, and the person's own word on it. Whatever a program wrote
/// says so.
extension Desk {
    func assistancePane(_ view: ConversationView, _ outcome: AssistanceOutcome?) -> HTML? {
        guard view.help != .notOffered else { return nil }
        let base = path("/inbox/\(view.showing.conversation.id)/assistance")
        let content: HTML =
            switch view.help {
            case .notOffered: ""
            case .switchedOff: "<p class=\"hint\">\(say("console.assistance.refusal.switched-off"))</p>"
            case .refused:
                """
                <p class="hint">\(say("console.assistance.refusal.objected"))</p>
                \(choice(base, "allowed", "console.assistance.allow"))
                """
            case .ready:
                """
                \(sheet.form(base, "\(asking("reply", .spark))\(asking("insight", .search))"))
                \(outcome.map(report))
                \(choice(base, "refused", "console.assistance.refuse"))
                """
            }
        return """
            <section data-assistance aria-label="\(say("console.assistance.title"))"><h3>\(say("console.assistance.title"))</h3>\
            \(content)</section>
            """
    }

    private func asking(_ task: String, _ icon: Icon) -> HTML {
        sheet.button(
            say(Text("console.assistance.ask.\(task)")), kind: .secondary, icon: icon, name: "task", value: task)
    }

    private func choice(_ base: String, _ to: String, _ label: Text) -> HTML {
        sheet.form(base + "/refusal", sheet.button(say(label), kind: .quiet, name: "to", value: to))
    }

    private func report(_ outcome: AssistanceOutcome) -> HTML {
        switch outcome {
        case .helped(let found): return "<div data-assistance-result=\"\(found.task.rawValue)\">\(result(found))</div>"
        case .notOffered, .notFound, .forbidden: return ""
        case .refused(let refusal): return problem(Text("console.assistance.refusal.\(refusal.rawValue)"))
        case .wait: return problem("console.assistance.wait")
        case .spent: return problem("console.assistance.spent")
        case .failed(let failures):
            let nothing = failures.last == .nothingFits
            return problem(nothing ? "console.assistance.nothing-fits" : "console.assistance.failed")
        }
    }

    private func problem(_ text: Text) -> HTML { sheet.banner(.notice, title: say(text)) }

    private func result(_ found: Assistance) -> HTML {
        let engine = found.engine == "local" ? say("console.assistance.local") : "\(found.engine) · \(found.model)"
        let mark: HTML = """
            <p>\(sheet.badge(say("console.assistance.by-program"), .waiting)) <span class="hint">\(engine)</span></p>
            """
        let invented: HTML = "<p class=\"hint\">\(say("console.assistance.invented"))</p>"
        let sources = found.sources.map { "<li>\($0.title)</li>" as HTML }
        let rest: HTML = """
            \(if: !sources.isEmpty, "<p class=\"hint\">\(say("console.assistance.sources"))</p><ul>\(sources)</ul>")
            \(if: found.invented > 0, invented)
            """
        switch found.task {
        case .reply: return "\(mark)<p>\(say("console.assistance.in-box"))</p>\(rest)"
        case .insight:
            var facts: [(name: String, value: HTML)] = []
            if let mood = found.mood {
                facts.append((say("console.assistance.mood"), badge(of: mood)))
            }
            if let score = found.score { facts.append((say("console.assistance.score"), "<span>\(score)</span>")) }
            if !found.nextStep.isEmpty {
                facts.append((say("console.assistance.next"), "<span>\(found.nextStep)</span>"))
            }
            let reasons = found.reasons.map { "<li>\(words(for: $0))</li>" as HTML }
            return "\(mark)<p dir=\"auto\">\(found.text)</p>\(sheet.facts(facts))<ul>\(reasons)</ul>\(rest)"
        }
    }

    private func badge(of mood: Mood) -> HTML {
        let tone: Tone =
            switch mood {
            case .positive: .good
            case .neutral: .neutral
            case .negative: .bad
            }
        return sheet.badge(say(Text("console.assistance.mood-name.\(mood.rawValue)")), tone)
    }

    private func words(for reason: AssistanceReason) -> String {
        switch reason {
        case .words(let words): words
        case .rule(let rule, let word):
            say("console.assistance.rule.\(rule.rawValue)", ["word": word])
        }
    }
}

/// What may be asked of programs about a conversation.
enum ConversationHelp: Hashable, Sendable {
    case notOffered
    case switchedOff
    case refused
    case ready
}
