// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Values

/// How an order stands for its buyer: its state, and once it is delivered how far the eSIMs have come.
struct OrderStanding {
    /// Under which key of `storefront.state` it is said.
    let key: String
    let tone: Tone
    /// How many of the four steps are behind the buyer; nil when the order left the way.
    let stepsDone: Int?

    init(_ order: BuyerOrder) {
        switch order.state {
        case .delivered where order.kind == .topUp: self.init("topped-up", .good, 4)
        case .delivered: self.init(order.esims.map(\.status.state))
        case .held: self.init(order.state.rawValue, .waiting, 2)
        case .paid, .delivering: self.init(order.state.rawValue, .waiting, 2)
        case .awaitingPayment where order.transfer.map({ $0.received.minorUnits > 0 }) ?? false:
            self.init("money-short", .waiting, 1)
        case .awaitingPayment where order.transfer != nil: self.init("awaiting-transfer", .waiting, 1)
        case .awaitingPayment: self.init(order.state.rawValue, .waiting, 1)
        case .needsAttention: self.init(order.state.rawValue, .bad, 2)
        case .refunding: self.init(order.state.rawValue, .waiting, nil)
        case .frozen: self.init(order.state.rawValue, .bad, nil)
        case .refunded, .cancelled, .expired: self.init(order.state.rawValue, .neutral, nil)
        }
    }

    /// While one eSIM is still to be installed, that is what the page is about.
    private init(_ esims: [EsimState]) {
        if esims.isEmpty || esims.contains(.ready) {
            self.init("delivered", .good, 3)
        } else if esims.contains(where: { [.inUse, .usedUp, .suspended].contains($0) }) {
            self.init("in-use", .good, 4)
        } else if esims.contains(.installed) {
            self.init("installed", .good, 4)
        } else {
            self.init("over", .neutral, 4)
        }
    }

    private init(_ key: String, _ tone: Tone, _ stepsDone: Int?) {
        self.key = key
        self.tone = tone
        self.stepsDone = stepsDone
    }
}
