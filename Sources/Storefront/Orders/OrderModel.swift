// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// What an order page shows.
struct OrderModel {
    let order: BuyerOrder
    /// Whether the network could not be asked just now, so that what is shown is older.
    let isStale: Bool
    let policy: Policy
    let gateway: String
    let now: Instant
    /// For a top-up that is posted from this page.
    let attempt = ID<OrderAttempt>.random()

    init(_ order: BuyerOrder, isStale: Bool = false, services: StorefrontServices, at now: Instant) {
        self.order = order
        self.isStale = isStale
        policy = services.policy
        let way = order.paidBy ?? services.shop.waysToPay(in: order.amount.currency).first?.recipient
        gateway = way.flatMap { services.policy.recipient($0)?.name } ?? ""
        self.now = now
    }

    /// Whether something will change without the buyer: the page then looks again by itself.
    var isMoving: Bool {
        switch order.state {
        case .awaitingPayment, .paid, .delivering, .held, .refunding: true
        case .delivered, .needsAttention, .refunded, .cancelled, .expired, .frozen: false
        }
    }

    /// Whether the page looks again by itself: also while an eSIM may be installed or begun at any moment.
    var isWatched: Bool { isMoving || order.esims.contains { !$0.status.state.isOver } }

    /// Plans that were bought a moment ago need not stay in the cart.
    var justBought: [String] {
        let isFresh = (now - order.placedAt).milliseconds < 3_600_000
        return isFresh && order.state.isPaid ? order.lines.map(\.slug) : []
    }
}

extension BuyerOrder {
    /// What a page watches for: the state, and part of the price arriving.
    var watched: String {
        guard let received = transfer?.received.minorUnits, received > 0 else { return state.shown }
        return "\(state.shown)-\(received)"
    }
}

extension OrderState {
    /// The word for it in pages: scripts and tests hold on to it.
    var shown: String {
        switch self {
        case .awaitingPayment: "pending"
        case .paid, .delivering, .delivered, .needsAttention, .refunding, .refunded, .cancelled, .expired, .held,
            .frozen:
            rawValue
        }
    }

    fileprivate var isPaid: Bool {
        switch self {
        case .paid, .delivering, .delivered, .held, .needsAttention: true
        case .awaitingPayment, .refunding, .refunded, .cancelled, .expired, .frozen: false
        }
    }
}
