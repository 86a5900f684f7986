// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Pages
import Policy
import Vault

/// What the policy declares, each line beside what the program does because of it.
extension Desk {
    func dataTable(_ view: PolicyView) -> HTML {
        let columns = [
            Column(say("declared.what")), Column(say("declared.kept")), Column(say("declared.used-for")),
            Column(say("declared.enforced")),
        ]
        let rows = view.overview.data.map { data -> [HTML] in
            let law = data.law.map { "<p class=\"hint\">\(say("declared.law", ["law": $0]))</p>" as HTML }
            return [
                "\(data.name)<p class=\"hint\">\(data.people): \(data.words)</p>",
                "<div>\(data.period)<p class=\"hint\">\(data.reason)</p>\(law)</div>",
                "<span>\(data.uses.isEmpty ? say("declared.no-use") : data.uses.joined(separator: ", "))</span>",
                "<span>\(keeping(of: data.id))</span>",
            ]
        }
        let last = view.sweptAt.map { "\(say("declared.swept")) \(sheet.time($0))." as HTML }
        let next = view.sweepsAt.map { "\(say("declared.sweeps")) \(sheet.time($0))." as HTML }
        return """
            <p class="hint">\(say("declared.data-hint")) \(last) \(next)</p>
            \(sheet.table(say("declared.data"), columns: columns, rows: rows, empty: ""))
            """
    }

    /// Where a category lies, counted in the register that every column of the database stands in.
    private func keeping(of category: Category) -> String {
        let columns = services.register.tables.flatMap(\.columns).filter { $0.category == category }
        let sealed = columns.filter(\.isSealed).count
        let coded = columns.count - sealed
        return switch (sealed, coded) {
        case (0, 0): say("declared.not-stored")
        case (0, _): say("declared.coded", ["coded": String(coded)])
        case (_, 0): say("declared.sealed", ["sealed": String(sealed)])
        default: say("declared.sealed-and-coded", ["sealed": String(sealed), "coded": String(coded)])
        }
    }

    func useTable(_ view: PolicyView) -> HTML {
        let columns = [
            Column(say("record.purpose")), Column(say("declared.ground")), Column(say("record.data")),
            Column(say("declared.staff")), Column(say("declared.enforced")),
        ]
        let rows = view.overview.uses.map { use -> [HTML] in
            [
                "\(use.name)<p class=\"hint\">\(use.words)</p>", "<span>\(use.ground)</span>",
                "<span>\(use.data.isEmpty ? say("declared.nothing-personal") : use.data.joined(separator: ", "))</span>",
                "<span>\(use.staff ?? say("declared.nobody"))</span>",
                "<span>\(say(gate(of: use)))</span>",
            ]
        }
        let looks: HTML? = may(.record) ? sheet.link(say("declared.looks"), to: path(.record) + "?log=access") : nil
        return """
            <p class="hint">\(say("declared.uses-hint")) \(looks)</p>
            \(sheet.table(say("declared.uses"), columns: columns, rows: rows, empty: ""))
            """
    }

    private func gate(of use: PolicyOverview.Use) -> Text {
        switch use.basis {
        case .consent: "declared.gate-consent"
        case .legitimateInterest: "declared.gate-objection"
        case .contract: "declared.gate-contract"
        case .legalObligation: "declared.gate-law"
        }
    }

    func receiverTable(_ view: PolicyView) -> HTML {
        let columns = [
            Column(say("record.recipient")), Column(say("console.recipients.may")), Column(say("declared.abroad")),
            Column(say("declared.sent"), isNumber: true), Column(say("declared.refused"), isNumber: true),
        ]
        let rows = view.overview.receivers.map { receiver -> [HTML] in
            let traffic = view.traffic.filter { $0.recipient == receiver.id }
            func count(_ isMeant: (DisclosureTraffic) -> Bool) -> Int {
                traffic.filter(isMeant).map(\.count).reduce(0, +)
            }
            let lines = receiver.lines.map { "<p><strong>\($0.use):</strong> \($0.data)</p>" as HTML }
            return [
                "\(receiver.name)<p class=\"hint\">\(receiver.country). \(receiver.route).</p>", "<div>\(lines)</div>",
                "<span>\(receiver.transfer ?? "–")</span>",
                "<span>\(count { $0.state != .notSent && $0.state != .refused })</span>",
                "<span>\(count { $0.state == .refused })</span>",
            ]
        }
        return """
            <p class="hint">\(say("declared.recipients-hint")) \(sheet.link(
                say("declared.recipients-more"), to: path(.recipients)))</p>
            \(sheet.table(say("declared.recipients"), columns: columns, rows: rows, empty: ""))
            """
    }
}
