// SPDX-License-Identifier: Apache-2.0

package import Values

/// What an amount does for an order: every rule about it, decided without looking anything up.
package enum MoneyMatch: Hashable, Sendable {
    /// `part` completes the order; what is more stays open.
    case pays(part: Int64)
    /// All of it goes to the order, and `missing` has still to come.
    case short(part: Int64, missing: Int64)
    case unmatched(UnmatchedReason)

    /// - Parameters:
    ///   - received: what arrived for the order before.
    ///   - isByStaff: a person decided it, who may honour what came too late.
    package init(_ amount: Money, for order: Order, received: Int64, isByStaff: Bool = false) {
        guard amount.currency == order.amount.currency else {
            self = .unmatched(.otherCurrency)
            return
        }
        let due = order.amount.minorUnits - received
        switch order.state {
        case .awaitingPayment where amount.minorUnits < due:
            self = .short(part: amount.minorUnits, missing: due - amount.minorUnits)
        case .awaitingPayment: self = .pays(part: due)
        // Part of the price of an order nobody waits for any more helps nobody.
        case .expired where isByStaff && amount.minorUnits >= due: self = .pays(part: due)
        case .expired, .cancelled: self = .unmatched(.tooLate)
        case .paid, .delivering, .delivered, .needsAttention, .refunding, .refunded, .frozen, .held:
            self = .unmatched(.alreadyPaid)
        }
    }
}

/// Finds our order numbers in the text of a transfer: banks change case, take hyphens out and put words of their own around.
package enum TransferText {
    /// How a number is written where only letters and digits survive: `VC7K3M92QF`.
    package static func reference(of number: OrderNumber) -> String { number.text.filter { $0 != "-" } }

    package static func numbers(in text: String, prefix: String) -> [OrderNumber] {
        let letters = Array(letters(of: text))
        let length = prefix.count + 8
        guard letters.count >= length else { return [] }
        return (0...letters.count - length).reduce(into: []) { found, start in
            let window = String(letters[start..<start + length])
            guard window.hasPrefix(prefix), let number = OrderNumber(window), !found.contains(number) else { return }
            found.append(number)
        }
    }

    /// Whether the number stands there but for one letter that is wrong.
    package static func almostNames(_ number: OrderNumber, in text: String) -> Bool {
        let wanted = Array(reference(of: number))
        let letters = Array(letters(of: text))
        guard letters.count >= wanted.count else { return false }
        return (0...letters.count - wanted.count).contains { start in
            zip(letters[start...], wanted).count { $0 != $1 } <= 1
        }
    }

    private static func letters(of text: String) -> String {
        text.prefix(500).uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    }
}
