// SPDX-License-Identifier: Apache-2.0

import Audit
import Hummingbird
import Pages
import Policy
import Values

/// One entry with its proof.
struct RecordEntryView: Sendable {
    let entry: AuditRecord
    let parties: AuditParties
    let names: RecordNames
    let proof: ReceiptOffice.Outcome
}

extension Desk {
    /// What an entry says, and the way from it to a root that is signed.
    func recordEntryPage(_ view: RecordEntryView) -> Response {
        let entry = view.entry
        let number = entry.position.map { String($0) } ?? "–"
        let log = say(code: entry.log.rawValue, under: "console.log.")
        return page(
            say("record.entry", ["number": number]), in: .record,
            """
            \(sheet.backLink(say("console.record.title"), to: path(.record) + "?log=\(entry.log.rawValue)"))
            \(sheet.heading(what(entry), lead: say("record.entry-lead", ["number": number, "log": log])))
            <div class="console-order"><div class="console-column">
            \(sheet.card(title: say("record.says"), "\(sheet.facts(facts(of: view)))\(wholeText(entry))"))
            </div><div class="console-column">\(proofCard(view))</div></div>
            """)
    }

    private func facts(of view: RecordEntryView) -> [(name: String, value: HTML)] {
        let (entry, statement) = (view.entry, view.entry.statement)
        var facts: [(name: String, value: HTML)] = [
            (say("console.record.when"), sheet.time(entry.recordedAt)),
            (say("record.who"), doer(view.parties.actor, view.names, isByProgram: statement?.actor == nil)),
            (
                say("record.whose"),
                subjects(
                    view.parties.people, view.names, isAboutSomebody: entry.isAboutSomebody)
            ),
        ]
        func add(_ name: Text, _ value: String?) {
            if let value, !value.isEmpty { facts.append((say(name), "\(value)")) }
        }
        add("record.purpose", statement?.purpose.flatMap(Purpose.init(rawValue:)).map(name))
        add("record.recipient", statement?.recipient.map { name(of: RecipientID($0)) })
        add("record.data", names(of: Set((statement?.categories ?? []).compactMap(Category.init(rawValue:)))))
        add("record.outcome", statement?.outcome.map(outcome))
        if let version = statement?.policyVersion {
            let short = "<code translate=\"no\">\(version.prefix(12))</code>" as HTML
            facts.append(
                (say("record.policy"), "<a\(href: sheet.path("/privacy/versions/\(version)"))>\(short)</a>"))
        }
        return facts
    }

    private func wholeText(_ entry: AuditRecord) -> HTML {
        sheet.disclosure(
            say("record.text"),
            "<p class=\"hint\">\(say("record.text-hint"))</p>\(code(entry.body))")
    }

    private func proofCard(_ view: RecordEntryView) -> HTML {
        let content: HTML =
            switch view.proof {
            case .ready(let receipt): proof(receipt, of: view.entry)
            case .notYetSigned: "<p>\(say("record.not-signed"))</p>"
            case .unknownEntry: "<p>\(say("record.pruned"))</p>"
            }
        return sheet.card(title: say("record.proof"), content)
    }

    private func proof(_ receipt: AuditReceipt, of entry: AuditRecord) -> HTML {
        guard let checkpoint = Checkpoint(text: receipt.proof.checkpoint.text) else {
            return sheet.badge(say("record.proof-fails"), .bad)
        }
        let way = InclusionProof(index: receipt.proof.index, size: checkpoint.size, path: receipt.proof.path)
        let holds = way.proves(entry.leaf, in: checkpoint.root)
        let steps = receipt.proof.path.map { "<li>\(code($0.description))</li>" as HTML }
        let words: KeyValuePairs = ["steps": String(steps.count), "size": String(checkpoint.size)]
        return """
            <p>\(sheet.badge(say(holds ? "record.proof-holds" : "record.proof-fails"), holds ? .good : .bad))</p>
            <p>\(say("record.proof-text", words))</p>
            <p class="actions">\(sheet.linkButton(
                say("record.proof-file"), to: path("/record/\(entry.id)/proof"), icon: .download))</p>
            \(sheet.disclosure(say("record.way"), """
                <p class="hint">\(say("record.leaf"))</p>\(code(entry.leaf.description))
                <p class="hint">\(say("record.neighbours"))</p><ol class="console-way">\(steps)</ol>
                <p class="hint">\(say("record.root"))</p>\(code(checkpoint.root.description))
                """))
            \(sheet.disclosure(say("record.checkpoint"), code(receipt.proof.checkpoint.description)))
            """
    }

    private func code(_ text: String) -> HTML {
        "<pre class=\"console-code\" translate=\"no\"><code>\(text)</code></pre>"
    }
}
