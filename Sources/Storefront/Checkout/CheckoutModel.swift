// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

/// The age somebody declares, as the form sends it.
enum AgeAnswer: String, CaseIterable {
    case oldEnough = "16-or-over"
    case tooYoung = "under-16"
}

/// What the checkout page shows.
struct CheckoutModel {
    let lines: [WantedLines.Priced]
    /// What the buyer typed as a coupon, and what came of it.
    let coupon: CheckoutCoupon
    /// After the coupon.
    let total: Money
    let attempt: ID<OrderAttempt>
    let policy: Policy
    /// None while nobody takes this currency; more than one is a choice.
    let ways: [WayToPay]
    let form: Form
    /// Whether the gateway could not be reached just now; nothing was charged.
    let isGatewayDown: Bool

    init(
        _ lines: [WantedLines.Priced], services: StorefrontServices, form: Form = Form(), coupon: CheckoutCoupon,
        attempt: ID<OrderAttempt> = .random(), isGatewayDown: Bool = false, currency: Currency
    ) {
        self.lines = lines
        self.coupon = coupon
        total = Money(
            minorUnits: lines.total(in: currency).minorUnits - (coupon.takesOff?.minorUnits ?? 0), currency: currency)
        self.attempt = attempt
        policy = services.policy
        ways = services.shop.waysToPay(in: currency)
        self.form = form
        self.isGatewayDown = isGatewayDown
    }
}

extension Form {
    /// The way to pay that was chosen; nil when none was on offer by that name.
    func way(among ways: [WayToPay]) -> RecipientID? { ways.first { $0.recipient.name == self["way"] }?.recipient }
}

extension OrderDraft {
    /// The checkout form as it was posted.
    init(_ form: Form, on sheet: Sheet) {
        let known: Set = ["plan", "quantity", "email", "age", "policy", "attempt", "way", "coupon", "shown"]
        self.init(
            lines: WantedLines(form).lines, currency: sheet.currency, email: form["email"], language: sheet.language,
            policyVersion: form["policy"],
            age: AgeAnswer(rawValue: form["age"]).map { $0 == .oldEnough ? .oldEnough : .tooYoung } ?? .undeclared,
            agreesToImmediateSupply: true, attempt: ID(form["attempt"]),
            coupon: String(form["coupon"].prefix(60)), shownTotal: Int64(form["shown"]),
            strayValues: form.values.filter { !known.contains($0.name) }.map(\.value))
    }
}

extension OrderProblem {
    /// The field a problem stands beside, and what it says.
    var inForm: (field: String, text: Text) {
        switch self {
        case .cartEmpty: ("plan", "storefront.checkout.problem-empty")
        case .tooManyLines:
            ("plan", Text("storefront.checkout.problem-lines", ["limit": String(OrderDraft.lineLimit)]))
        case .quantity:
            (
                "quantity",
                Text("storefront.checkout.problem-quantity", ["limit": String(OrderDraft.quantities.upperBound)])
            )
        case .emailMissing: ("email", "requests.form.email-missing")
        case .emailMalformed: ("email", "requests.form.email-malformed")
        case .ageUndeclared: ("age", "storefront.checkout.problem-age")
        case .attemptMissing: ("attempt", "storefront.checkout.problem-attempt")
        case .cardNumber: ("email", "requests.form.card-number")
        }
    }
}
