// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages

/// The states of orders as staff look for them.
enum OrderGroup: String, CaseIterable {
    case all
    case needsAttention = "needs-attention"
    case held
    case awaitingPayment = "awaiting-payment"
    case underWay = "under-way"
    case delivered
    case refunds
    case closed

    /// Empty for all.
    var states: Set<OrderState> {
        switch self {
        case .all: []
        case .needsAttention: [.needsAttention, .frozen]
        case .held: [.held]
        case .awaitingPayment: [.awaitingPayment]
        case .underWay: [.paid, .delivering]
        case .delivered: [.delivered]
        case .refunds: [.refunding, .refunded]
        case .closed: [.cancelled, .expired]
        }
    }

    var name: Text { Text("console.group.\(rawValue)") }
}

extension OrderState {
    var tone: Tone {
        switch self {
        case .awaitingPayment, .paid, .delivering, .held, .refunding: .waiting
        case .delivered: .good
        case .needsAttention, .frozen: .bad
        case .refunded, .cancelled, .expired: .neutral
        }
    }

    var name: Text { Text("console.state.\(rawValue)") }
}

extension Attention.Reason {
    /// What happened, in a sentence.
    var words: Text { Text("console.attention.\(rawValue)") }
}
