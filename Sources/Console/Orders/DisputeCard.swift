// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

extension Desk {
    /// What the buyer's bank wants, until when it may be answered, and where the money is.
    func disputeCards(_ order: StaffOrder) -> HTML {
        "\(order.disputes.reversed().map { disputeCard($0) })"
    }

    private func disputeCard(_ dispute: Dispute) -> HTML {
        var facts: [(name: String, value: HTML)] = [
            (say("console.dispute.reason"), "\(say(code: dispute.reason, under: "console.dispute-reason."))")
        ]
        if let amount = dispute.amount { facts.append((say("console.dispute.amount"), "\(sheet.price(amount))")) }
        if let due = dispute.dueAt, dispute.state.canBeAnswered {
            let tone: Tone = due - now < .days(2) ? .bad : .waiting
            facts.append((say("console.dispute.due"), sheet.badge(sheet.moment(due), tone)))
        }
        facts.append((say("console.dispute.money"), "\(say(dispute.money))"))
        let isAnswerable = dispute.state.canBeAnswered
        return """
            <div data-dispute="\(dispute.state.rawValue)">\(sheet.card(
                title: say("console.dispute.title"),
                action: sheet.badge(say(Text("console.dispute.state.\(dispute.state.rawValue)")), dispute.state.tone),
                "\(sheet.facts(facts))\(if: isAnswerable, "<p class=\"hint\">\(say("console.dispute.how"))</p>")"))</div>
            """
    }
}

extension Dispute {
    fileprivate var money: Text {
        if state == .lost { return "console.dispute.money-lost" }
        if reinstatedAt != nil { return "console.dispute.money-back" }
        return withdrawnAt == nil ? "console.dispute.money-here" : "console.dispute.money-away"
    }
}

extension Dispute.State {
    var canBeAnswered: Bool { self == .inquiry || self == .needsResponse }

    fileprivate var tone: Tone {
        switch self {
        case .inquiry, .underReview: .waiting
        case .needsResponse, .lost: .bad
        case .won, .closed: .good
        }
    }
}
