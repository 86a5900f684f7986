// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages

extension Sheet {
    /// What happened to an order, in words for its buyer; newest first. What only concerns us is left out.
    func timelineEntries(of order: BuyerOrder) -> [TimelineEntry] {
        let placed = TimelineEntry(at: order.placedAt, text("storefront.event.placed"), tone: .neutral)
        let events = order.timeline.compactMap { event -> TimelineEntry? in
            event.words(for: order.kind).map { TimelineEntry(at: event.at, text($0.text), tone: $0.tone) }
        }
        return ([placed] + events).reversed()
    }
}

extension OrderEvent {
    fileprivate func words(for kind: Order.Kind) -> (text: Text, tone: Tone)? {
        if let command = OrderCommand(rawValue: self.kind) { return command.words(for: kind) }
        switch self.kind {
        case OrderEvent.esimSuspended: return ("storefront.event.esim-suspended", .waiting)
        case OrderEvent.esimResumed: return ("storefront.event.esim-resumed", .good)
        case OrderEvent.withdrawalStated: return ("storefront.event.withdrawal-stated", .notable)
        case OrderEvent.withdrawalDeclined: return ("storefront.event.withdrawal-declined", .neutral)
        case OrderEvent.emailCorrected: return ("storefront.event.email-corrected", .neutral)
        case OrderEvent.partRequested: return ("storefront.event.part-refund", .waiting)
        case OrderEvent.partRefunded: return ("storefront.event.part-refunded", .neutral)
        case OrderEvent.stockLetGo: return ("storefront.event.stock-let-go", .waiting)
        case OrderEvent.soldOutMeanwhile: return ("storefront.event.sold-out-meanwhile", .bad)
        case "money-short": return ("storefront.event.money-short", .waiting)
        default: break
        }
        guard self.kind == "mail-sent", let mail = detail.flatMap({ OrderMailKind(rawValue: $0) }) else { return nil }
        return (mail.words, .neutral)
    }
}

extension OrderCommand {
    fileprivate func words(for kind: Order.Kind) -> (text: Text, tone: Tone)? {
        switch self {
        case .confirmPayment: ("storefront.event.paid", .good)
        case .hold: ("storefront.event.held", .waiting)
        case .release: ("storefront.event.released", .good)
        case .expire: ("storefront.event.expired", .neutral)
        case .cancel: ("storefront.event.cancelled", .neutral)
        case .beginSupply: ("storefront.event.supply", .waiting)
        case .completeSupply:
            (kind == .topUp ? "storefront.event.topped-up" : "storefront.event.supplied", .good)
        case .giveUpSupply: ("storefront.event.stuck", .bad)
        case .retrySupply: ("storefront.event.retried", .waiting)
        case .requestRefund: ("storefront.event.refund", .waiting)
        case .confirmRefund: ("storefront.event.refunded", .neutral)
        case .failRefund: ("storefront.event.refund-failed", .bad)
        case .dispute: ("storefront.event.disputed", .bad)
        case .winDispute, .loseDispute: ("storefront.event.dispute-settled", .neutral)
        }
    }
}

extension OrderMailKind {
    fileprivate var words: Text {
        switch self {
        case .confirmation: "storefront.event.mail-confirmation"
        case .activation: "storefront.event.mail-activation"
        case .moneyShort: "storefront.event.mail-money-short"
        case .held: "storefront.event.mail-held"
        case .link: "storefront.event.mail-link"
        case .toppedUp: "storefront.event.mail-topped-up"
        case .delayed: "storefront.event.mail-delayed"
        case .needsAttention: "storefront.event.mail-stuck"
        case .refunded: "storefront.event.mail-refunded"
        case .partRefunded: "storefront.event.mail-part-refunded"
        case .withdrawal: "storefront.event.mail-withdrawal"
        case .withdrawalDeclined: "storefront.event.mail-withdrawal-declined"
        case .lowData: "storefront.event.mail-low-data"
        case .expiring: "storefront.event.mail-expiring"
        }
    }
}
