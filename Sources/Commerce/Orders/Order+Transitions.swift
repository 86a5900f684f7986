// SPDX-License-Identifier: Apache-2.0

/// What can be done to an order, or be learnt about it.
package enum OrderCommand: String, Sendable, CaseIterable {
    case confirmPayment = "payment-confirmed"
    /// Paid, and something about it is to be looked at first.
    case hold = "held"
    case release = "released"
    case expire = "expired"
    case cancel = "cancelled"
    case beginSupply = "supply-begun"
    case completeSupply = "supplied"
    case giveUpSupply = "supply-given-up"
    case retrySupply = "supply-retried"
    case requestRefund = "refund-requested"
    case confirmRefund = "refund-confirmed"
    case failRefund = "refund-failed"
    case dispute = "disputed"
    case winDispute = "dispute-won"
    case loseDispute = "dispute-lost"
}

/// What follows from a move, done by jobs written in the same transaction.
package enum OrderEffect: String, Sendable, CaseIterable {
    case confirmByMail
    case announceHold
    case supply
    case announceSupply
    case announceTrouble
    case giveMoneyBack
    case announceRefund
    case suspendEsims
    case resumeEsims
    /// Cancels what nobody has installed and suspends the rest: the money went back.
    case withdrawEsims
    case askForAttention
}

package enum OrderTransition: Hashable, Sendable {
    case moved(to: OrderState, [OrderEffect])
    /// Said before, or too late to matter.
    case unchanged
    /// Not possible in this state.
    case refused
}

extension OrderState {
    /// Every rule about what follows what. `before` is where a frozen order was.
    ///
    /// Reports arrive in any order and more than once: a payment may be confirmed after the order expired, a refund before
    /// the payment. Money that arrived is never ignored; an order that was refunded stays so until a bank sends
    /// the money back.
    package func after(_ command: OrderCommand, before: OrderState? = nil) -> OrderTransition {
        switch self {
        case .awaitingPayment: awaiting(command)
        case .paid: paid(command)
        case .delivering: delivering(command)
        case .delivered: delivered(command)
        case .needsAttention: stuck(command)
        case .refunding: refunding(command)
        case .refunded: refunded(command)
        case .cancelled, .expired: closed(command)
        case .held: held(command)
        case .frozen: frozen(command, before: before)
        }
    }

    private func awaiting(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment: .moved(to: .paid, [.confirmByMail, .supply])
        case .hold: .moved(to: .held, [.announceHold])
        case .expire: .moved(to: .expired, [])
        case .cancel: .moved(to: .cancelled, [])
        case .confirmRefund: .moved(to: .refunded, [])
        case .dispute: .moved(to: .frozen, [.askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .release, .beginSupply, .completeSupply, .giveUpSupply, .retrySupply, .requestRefund, .failRefund: .refused
        }
    }

    private func paid(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .release: .unchanged
        case .hold: .moved(to: .held, [.announceHold])
        case .beginSupply: .moved(to: .delivering, [])
        case .completeSupply: .moved(to: .delivered, [.announceSupply])
        case .giveUpSupply: .moved(to: .needsAttention, [.announceTrouble, .askForAttention])
        case .requestRefund: .moved(to: .refunding, [.giveMoneyBack])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund])
        case .dispute: .moved(to: .frozen, [.askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .retrySupply, .failRefund: .refused
        }
    }

    private func delivering(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .beginSupply, .retrySupply, .hold, .release: .unchanged
        case .completeSupply: .moved(to: .delivered, [.announceSupply])
        case .giveUpSupply: .moved(to: .needsAttention, [.announceTrouble, .askForAttention])
        case .requestRefund: .moved(to: .refunding, [.giveMoneyBack, .withdrawEsims])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund, .withdrawEsims])
        case .dispute: .moved(to: .frozen, [.suspendEsims, .askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .failRefund: .refused
        }
    }

    private func delivered(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .completeSupply, .beginSupply, .retrySupply, .giveUpSupply, .hold, .release:
            .unchanged
        case .requestRefund: .moved(to: .refunding, [.giveMoneyBack, .withdrawEsims])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund, .withdrawEsims])
        case .dispute: .moved(to: .frozen, [.suspendEsims, .askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .failRefund: .refused
        }
    }

    private func stuck(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .giveUpSupply, .hold, .release: .unchanged
        case .beginSupply, .retrySupply: .moved(to: .delivering, [.supply])
        case .completeSupply: .moved(to: .delivered, [.announceSupply])
        case .requestRefund: .moved(to: .refunding, [.giveMoneyBack, .withdrawEsims])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund, .withdrawEsims])
        case .dispute: .moved(to: .frozen, [.suspendEsims, .askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .failRefund: .refused
        }
    }

    private func refunding(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .requestRefund, .giveUpSupply, .hold, .release: .unchanged
        case .confirmRefund: .moved(to: .refunded, [.announceRefund])
        case .failRefund: .moved(to: .needsAttention, [.askForAttention])
        case .dispute: .moved(to: .frozen, [.askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .beginSupply, .completeSupply, .retrySupply: .refused
        }
    }

    private func refunded(_ command: OrderCommand) -> OrderTransition {
        switch command {
        // Some banks send the money back days later.
        case .failRefund: .moved(to: .needsAttention, [.askForAttention])
        case .confirmPayment, .expire, .requestRefund, .confirmRefund, .giveUpSupply, .hold, .release: .unchanged
        case .dispute, .winDispute, .loseDispute: .unchanged
        case .cancel, .beginSupply, .completeSupply, .retrySupply: .refused
        }
    }

    /// Cancelled or expired: a payment that arrives late is honoured if the buyer did not call off, and else given back.
    private func closed(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment where self == .expired: .moved(to: .paid, [.confirmByMail, .supply])
        case .hold where self == .expired: .moved(to: .held, [.announceHold])
        case .confirmPayment, .hold: .moved(to: .refunding, [.giveMoneyBack])
        case .expire, .cancel, .release: .unchanged
        case .confirmRefund: .moved(to: .refunded, [])
        case .dispute: .moved(to: .frozen, [.askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .beginSupply, .completeSupply, .giveUpSupply, .retrySupply, .requestRefund, .failRefund: .refused
        }
    }

    /// Nothing is ordered before somebody has looked.
    private func held(_ command: OrderCommand) -> OrderTransition {
        switch command {
        case .confirmPayment, .hold, .expire: .unchanged
        case .release: .moved(to: .paid, [.confirmByMail, .supply])
        case .requestRefund: .moved(to: .refunding, [.giveMoneyBack])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund])
        case .dispute: .moved(to: .frozen, [.askForAttention])
        case .winDispute, .loseDispute: .unchanged
        case .cancel, .beginSupply, .completeSupply, .giveUpSupply, .retrySupply, .failRefund: .refused
        }
    }

    private func frozen(_ command: OrderCommand, before: OrderState?) -> OrderTransition {
        switch command {
        case .confirmPayment, .expire, .dispute, .giveUpSupply, .hold, .release: .unchanged
        case .winDispute: .moved(to: before?.resumed ?? .needsAttention, before.effectsOfResuming)
        case .loseDispute: .moved(to: .refunded, [.withdrawEsims])
        case .confirmRefund: .moved(to: .refunded, [.announceRefund, .withdrawEsims])
        case .cancel, .beginSupply, .completeSupply, .retrySupply, .requestRefund, .failRefund: .refused
        }
    }

    /// A payment whose dispute is won was paid, whatever we had heard before.
    private var resumed: OrderState {
        switch self {
        case .awaitingPayment, .expired, .paid: .paid
        case .cancelled: .refunding
        case .delivering, .delivered, .needsAttention, .refunding, .refunded, .held: self
        case .frozen: .needsAttention
        }
    }
}

extension OrderState? {
    fileprivate var effectsOfResuming: [OrderEffect] {
        switch self {
        case .awaitingPayment, .expired: [.confirmByMail, .supply]
        case .paid, .delivering: [.resumeEsims, .supply]
        case .cancelled, .refunding: [.giveMoneyBack]
        case .delivered: [.resumeEsims]
        case .held: []
        case .needsAttention, .refunded, .frozen, nil: [.askForAttention]
        }
    }
}
