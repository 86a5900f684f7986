// SPDX-License-Identifier: Apache-2.0

import Values

/// Why an order is looked at by a person before anything is ordered for it.
package enum FraudReason: String, Sendable, CaseIterable {
    /// Many orders from one network address within an hour.
    case manyFromAddress = "many-from-address"
    /// Many orders with one e-mail address within a day.
    case manyFromEmail = "many-from-email"
    /// A mailbox of the kind that is thrown away.
    case disposableMailbox = "disposable-mailbox"
    /// One card paid for orders of many e-mail addresses within a day.
    case manyWithCard = "many-with-card"
    /// A first order far above the usual.
    case largeFirstOrder = "large-first-order"
}

/// From how many on an order is looked at. Data of the installation; the defaults suit a small shop.
package struct FraudLimits: Hashable, Sendable {
    package var ordersPerAddressAndHour = 10
    package var ordersPerEmailAndDay = 6
    package var addressesPerCardAndDay = 5
    /// What a first order may come to.
    package var firstOrder = Prices(vnd: 4_000_000, usdCents: 16_000)
    /// Domains of throw-away mailboxes, lower-case.
    package var disposableDomains: Set<String> = []

    package init() {}
}

/// What is known of an order when it is placed.
struct FraudSigns: Hashable, Sendable {
    /// Orders placed before it, this one left out.
    var fromAddress = 0
    var fromEmail = 0
    var domain = ""
    var amount: Money
    var isFirst = true
}

extension FraudLimits {
    /// Every rule, in the order people read them.
    func reasons(for signs: FraudSigns) -> [FraudReason] {
        var found: [FraudReason] = []
        if signs.fromAddress >= ordersPerAddressAndHour { found.append(.manyFromAddress) }
        if signs.fromEmail >= ordersPerEmailAndDay { found.append(.manyFromEmail) }
        if isDisposable(signs.domain) { found.append(.disposableMailbox) }
        if signs.isFirst, isLarge(signs.amount) { found.append(.largeFirstOrder) }
        return found
    }

    func isLarge(_ amount: Money) -> Bool { amount.minorUnits > firstOrder[amount.currency].minorUnits }

    /// The domain or one it lies under.
    private func isDisposable(_ domain: String) -> Bool {
        var rest = domain.lowercased()[...]
        while true {
            if disposableDomains.contains(String(rest)) { return true }
            guard let dot = rest.firstIndex(of: ".") else { return false }
            rest = rest[rest.index(after: dot)...]
        }
    }

    /// One domain a line; what follows `#` is a remark.
    package static func domains(in text: String) -> Set<String> {
        // By bytes: there are ten thousand lines, read at each start.
        let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        return Set(
            lines.map { line in
                String(Substring(line.drop { $0 == UInt8(ascii: " ") }.prefix { $0 > 0x20 && $0 != UInt8(ascii: "#") }))
                    .lowercased()
            }.filter { !$0.isEmpty })
    }
}
