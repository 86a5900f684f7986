// SPDX-License-Identifier: Apache-2.0

import Policy

extension Sheet {
    var noticeExhibits: [Exhibit] {
        let undo = button(text("gallery.undo"), kind: .quiet)
        let code = "LPA:1$rsp.example.com$8F3A-11C2-QX77-0001"
        return [
            Exhibit(
                "Banner",
                fullest: banner(
                    .problem, title: text("gallery.state.bad"), text: "\(sampleText)",
                    action: link(text("gallery.more"), to: path(.orders))),
                emptiest: banner(.notice, title: text("gallery.state.good"))),
            Exhibit(
                "Toast", fullest: toast(sampleText, tone: .success, undo: undo),
                emptiest: toast(text("gallery.state.good"), tone: .notice)),
            Exhibit(
                "Empty state",
                fullest: emptyState(
                    .message, title: text("gallery.nothing"), text: sampleText,
                    action: linkButton(text("gallery.more"), to: path(.plans))),
                emptiest: emptyState(.list, title: text("gallery.nothing"), text: sampleText)),
            Exhibit(
                "Dialog",
                fullest: dialog(
                    "gallery-dialog", opener: text("gallery.open"), title: text("gallery.question"),
                    "<p>\(sampleText)</p>\(button(text("gallery.undo"), kind: .danger))")),
            Exhibit(
                "Cookie panel", fullest: cookiePanel(samplePanel(rows: 1)), emptiest: cookiePanel(samplePanel(rows: 0))),
            Exhibit("Skeleton", fullest: skeleton(lines: 4), emptiest: skeleton(lines: 1)),
            Exhibit(
                "Disclosure", fullest: disclosure(text("gallery.question"), "<p>\(sampleText)</p>", isOpen: true),
                emptiest: disclosure(text("gallery.question"), "")),
            Exhibit(
                "Person", fullest: personChip("P-7719", opened: "minh@example.com", purpose: text("gallery.purpose")),
                emptiest: personChip("P-7719", opening: path("/console/people"))),
            Exhibit(
                "Copy and secret", fullest: secretOnce(code, label: text("gallery.key")),
                emptiest: copyable("8F3A", label: text("gallery.key"))),
            Exhibit(
                "Code to scan",
                fullest: QRCode(code).map {
                    qrCard(
                        $0, title: text("gallery.install"), hint: sampleText, label: text("gallery.qr"),
                        action: linkButton(text("gallery.install"), to: path(.orders), kind: .primary, isWide: true))
                } ?? ""),
        ]
    }
    private func samplePanel(rows: Int) -> CookiePanel {
        let row = CookiePanel.Row(
            name: "analytics", store: "", purpose: sampleText, lifetime: text("gallery.key"), need: "", asksFirst: true)
        return CookiePanel(
            rows: Array(repeating: row, count: rows), question: sampleText, revision: "", choiceSeconds: 0)
    }
}
