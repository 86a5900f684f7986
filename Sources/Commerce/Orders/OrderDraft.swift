// SPDX-License-Identifier: Apache-2.0

package import Values

/// One press of the order button, as the browser named it.
package enum OrderAttempt {}

/// A checkout as it was posted: texts nobody has checked yet.
package struct OrderDraft: Sendable {
    package struct Line: Hashable, Sendable {
        package let slug: String
        package let quantity: Int

        package init(slug: String, quantity: Int) {
            self.slug = slug
            self.quantity = quantity
        }
    }

    package enum Age: Sendable {
        case oldEnough
        case tooYoung
        case undeclared
    }

    package static let lineLimit = 20
    package static let quantities = 1...10

    package let lines: [Line]
    package let currency: Currency
    package let email: String
    package let language: Language
    /// `PolicyVersion.hex` of the policy the page showed.
    package let policyVersion: String
    package let age: Age
    package let agreesToImmediateSupply: Bool
    /// Made by the browser once per filled-in form, and posted again with every repetition.
    package let attempt: ID<OrderAttempt>?
    /// A coupon's code as it was typed; empty for none.
    package let coupon: String
    /// The total the page showed, in minor units; nil where it said none. Another one is never charged.
    package let shownTotal: Int64?
    /// The values of fields checkout does not know: nobody may slip a card number past it.
    package let strayValues: [String]

    package init(
        lines: [Line], currency: Currency, email: String, language: Language, policyVersion: String, age: Age,
        agreesToImmediateSupply: Bool, attempt: ID<OrderAttempt>?, coupon: String = "",
        shownTotal: Int64? = nil, strayValues: [String] = []
    ) {
        self.lines = lines
        self.currency = currency
        self.email = email
        self.language = language
        self.policyVersion = policyVersion
        self.age = age
        self.agreesToImmediateSupply = agreesToImmediateSupply
        self.attempt = attempt
        self.coupon = coupon
        self.shownTotal = shownTotal
        self.strayValues = strayValues
    }
}

/// What is wrong with a draft, one for each field that needs another try.
package enum OrderProblem: Hashable, Sendable {
    case cartEmpty
    case tooManyLines
    /// Not a number from 1 to 10.
    case quantity(slug: String)
    case emailMissing
    case emailMalformed
    case ageUndeclared
    case attemptMissing
    /// A payment card number stands in a field of ours.
    case cardNumber
}

extension OrderDraft {
    /// Every problem at once, in the order of the form.
    package var problems: [OrderProblem] {
        var found: [OrderProblem] = []
        if lines.isEmpty { found.append(.cartEmpty) }
        if lines.count > Self.lineLimit { found.append(.tooManyLines) }
        for line in lines where !Self.quantities.contains(line.quantity) {
            found.append(.quantity(slug: String(line.slug.prefix(64))))
        }
        if email.trimmingSpaces().isEmpty {
            found.append(.emailMissing)
        } else if EmailAddress(email) == nil {
            found.append(.emailMalformed)
        }
        if case .undeclared = age { found.append(.ageUndeclared) }
        if attempt == nil { found.append(.attemptMissing) }
        if ([email, coupon] + lines.map(\.slug) + strayValues).contains(where: CardNumber.appears) {
            found.append(.cardNumber)
        }
        return found
    }
}
