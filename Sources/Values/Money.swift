// SPDX-License-Identifier: Apache-2.0

/// An amount in the smallest unit of its currency: whole dong, US cents.
package struct Money: Hashable, Sendable {
    package let minorUnits: Int64
    package let currency: Currency

    package init(minorUnits: Int64, currency: Currency) {
        self.minorUnits = minorUnits
        self.currency = currency
    }

    package static func zero(_ currency: Currency) -> Money { Money(minorUnits: 0, currency: currency) }

    /// Adding two currencies is a programming error, not a case to handle.
    package static func + (left: Money, right: Money) -> Money {
        precondition(left.currency == right.currency, "two currencies in one sum")
        return Money(minorUnits: left.minorUnits + right.minorUnits, currency: left.currency)
    }

    package static func * (money: Money, count: Int) -> Money {
        Money(minorUnits: money.minorUnits * Int64(count), currency: money.currency)
    }
}

/// ISO 4217 code; the raw value is what tables, YAML and payment providers read (lower-cased where they ask for it).
package enum Currency: String, Hashable, Sendable, CaseIterable, Codable {
    case vnd = "VND"
    case usd = "USD"

    /// Digits after the decimal point (ISO 4217): the dong has none.
    package var fractionDigits: Int {
        switch self {
        case .vnd: 0
        case .usd: 2
        }
    }
}

extension Money {
    /// The amount as people of `language` write it: `239.000 ₫`, `9,90 US$`; `₫239,000`, `US$9.90`.
    package func formatted(in language: Language) -> String {
        let unit = currency.fractionDigits == 0 ? 1 : Int64(100)
        let (whole, fraction) = minorUnits.magnitude.quotientAndRemainder(dividingBy: UInt64(unit))
        let (group, point) = language == .vietnamese ? (".", ",") : (",", ".")
        var number = Self.grouped(whole, by: group)
        if currency.fractionDigits > 0 {
            number += point + (fraction < 10 ? "0" : "") + String(fraction)
        }
        let sign = minorUnits < 0 ? "−" : ""
        switch (currency, language) {
        case (.vnd, .vietnamese): return "\(sign)\(number) ₫"
        case (.vnd, .english): return "\(sign)₫\(number)"
        case (.usd, .vietnamese): return "\(sign)\(number) US$"
        case (.usd, .english): return "\(sign)US$\(number)"
        }
    }

    private static func grouped(_ number: UInt64, by separator: String) -> String {
        guard number >= 1000 else { return String(number) }
        let rest = String(number % 1000)
        return grouped(number / 1000, by: separator) + separator + String("000".dropLast(rest.utf8.count)) + rest
    }
}
