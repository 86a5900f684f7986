// SPDX-License-Identifier: Apache-2.0

/// What a card typed into the hosted page does: Stripe's test numbers (docs.stripe.com/testing, read 2026-11).
struct TestCard: Sendable {
    enum Behaviour: Sendable, Hashable {
        case accepts
        case declines(code: String, reason: String, message: String)
        case asksForAuthentication
    }

    let number: String
    let month: Int
    let year: Int

    /// What is wrong with the fields, beside the field it is wrong with.
    struct Problem: Error, Hashable, Sendable {
        let field: String
        let message: String
    }

    init(number typed: String, expiry: String, code: String, year thisYear: Int, month thisMonth: Int)
        throws(Problem)
    {
        let digits = typed.filter { $0 != " " && $0 != "-" }
        guard (13...19).contains(digits.count), digits.allSatisfy({ $0.isASCII && $0.isNumber }), Luhn.holds(digits)
        else { throw Problem(field: "number", message: "Your card number is invalid.") }
        let parts = expiry.filter { $0 != " " }.split(separator: "/")
        guard parts.count == 2, let month = Int(parts[0]), let short = Int(parts[1]), (1...12).contains(month) else {
            throw Problem(field: "expiry", message: "Your card's expiration date is incomplete.")
        }
        let year = short < 100 ? 2000 + short : short
        guard (year, month) >= (thisYear, thisMonth), year < thisYear + 50 else {
            throw Problem(field: "expiry", message: "Your card's expiration year is in the past.")
        }
        guard (3...4).contains(code.count), code.allSatisfy({ $0.isASCII && $0.isNumber }) else {
            throw Problem(field: "code", message: "Your card's security code is incomplete.")
        }
        (number, self.month, self.year) = (digits, month, year)
    }

    var last4: String { String(number.suffix(4)) }

    var brand: String {
        switch number.prefix(2) {
        case "34", "37": "amex"
        case "51", "52", "53", "54", "55", "22", "23", "24", "25", "26", "27": "mastercard"
        case "35": "jcb"
        case "60", "65": "discover"
        default: "visa"
        }
    }

    var behaviour: Behaviour {
        switch number {
        case "4000000000000002":
            .declines(code: "card_declined", reason: "generic_decline", message: "Your card was declined.")
        case "4000000000009995":
            .declines(code: "card_declined", reason: "insufficient_funds", message: "Your card has insufficient funds.")
        case "4000000000009987":
            .declines(code: "card_declined", reason: "lost_card", message: "Your card was declined.")
        case "4000000000000069":
            .declines(code: "expired_card", reason: "expired_card", message: "Your card has expired.")
        case "4000000000000127":
            .declines(
                code: "incorrect_cvc", reason: "incorrect_cvc", message: "Your card's security code is incorrect.")
        case "4000000000000119":
            .declines(
                code: "processing_error", reason: "processing_error",
                message: "An error occurred while processing your card. Try again in a little bit.")
        case "4000002500003155", "4000002760003184", "4000000000003220": .asksForAuthentication
        default: .accepts
        }
    }
}

/// The check digit of card and SIM numbers (ISO/IEC 7812-1 annex B, ITU-T E.118).
enum Luhn {
    static func holds(_ digits: String) -> Bool {
        let body = digits.dropLast()
        return digits.last.map { String($0) } == checkDigit(of: String(body))
    }

    static func checkDigit(of digits: String) -> String {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let digit = next.element.wholeNumberValue ?? 0
            let doubled = next.offset.isMultiple(of: 2) ? digit * 2 : digit
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return String((10 - sum % 10) % 10)
    }
}
