// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Policy
import Values
import Vault

/// A buyer's address after it was opened.
struct OpenedBuyer: Sendable {
    let email: Personal<String>
    let purpose: Purpose
}

/// Some of a list, and where it goes on.
struct Page<Item: Sendable>: Sendable {
    let items: [Item]
    let next: String?
}

extension Shape {
    static func page<Item>(_ name: String, of shape: Shape<Item>, next: Schema) -> Shape where Value == Page<Item> {
        Shape(
            name,
            [
                .list("items", of: shape, "This page.") { $0.items },
                .optionalText("next", next, "Show it as `after` for the next page; null on the last.") { $0.next },
            ])
    }
}

extension Shape where Value == Money {
    static let money = Shape(
        "Money",
        [
            .integer("minorUnits", "Whole dong, or cents.") { $0.minorUnits },
            .text("currency", .choice(Currency.allCases.map(\.rawValue)), "ISO 4217.") { $0.currency.rawValue },
        ])
}

extension Shape where Value == Wording {
    static let wording = Shape(
        "Wording", [.text("vi", "In Vietnamese.") { $0.vietnamese }, .text("en", "In English.") { $0.english }])
}

extension Shape where Value == ListedOrder {
    static let listedOrder = Shape(
        "ListedOrder",
        [
            .text("id", .id, "Its address here.") { "\($0.id)" },
            .text("number", "What the buyer calls it.") { $0.number.text },
            .text("kind", .choice(Order.Kind.allCases.map(\.rawValue)), "An eSIM, or more data for one.") {
                $0.kind.rawValue
            },
            .text("state", .choice(OrderState.allCases.map(\.rawValue)), "Where it stands.") { $0.state.rawValue },
            .object("amount", .money, "The total.") { $0.amount },
            .text("placedAt", .moment, "When it was placed.") { $0.placedAt.text },
            .object("plan", .wording, "The first line.") { $0.plan },
            .integer("lineCount", "How many lines it has.") { Int64($0.lineCount) },
            .flag("isErased", "Whether the buyer's data were erased.") { $0.isErased },
        ])
}

extension Shape where Value == StaffOrder {
    static let order = Shape(
        "Order",
        [
            .text("id", .id, "Its address here.") { "\($0.order.id)" },
            .text("number", "What the buyer calls it.") { $0.order.number.text },
            .text("kind", .choice(Order.Kind.allCases.map(\.rawValue)), "An eSIM, or more data for one.") {
                $0.order.kind.rawValue
            },
            .text("state", .choice(OrderState.allCases.map(\.rawValue)), "Where it stands.") {
                $0.order.state.rawValue
            },
            .object("amount", .money, "The total.") { $0.order.amount },
            .text("placedAt", .moment, "When it was placed.") { $0.order.placedAt.text },
            .text("changedAt", .moment, "When its state changed last.") { $0.order.changedAt.text },
            .list("lines", of: .orderLine, "What was bought.") { $0.lines },
            .flag("isErased", "Whether the buyer's data were erased.") { $0.order.person == nil },
        ])
}

extension Shape where Value == OrderLine {
    static let orderLine = Shape(
        "OrderLine",
        [
            .text("plan", .slug, "The plan's address.") { $0.slug },
            .object("name", .wording, "As it was sold.") { $0.name },
            .integer("quantity", "How many.") { Int64($0.quantity) },
            .object("unitPrice", .money, "The price of one.") { $0.unitPrice },
        ])
}

extension Shape where Value == OpenedBuyer {
    static let buyer = Shape(
        "Buyer",
        [
            .text("email", .string(format: "email"), "The address the order is mailed to.") { $0.email.expose() },
            .text("purpose", .choice(Purpose.allCases.map(\.rawValue)), "What it was opened for.") {
                $0.purpose.rawValue
            },
        ])
}

extension Instant {
    /// RFC 3339, to the second.
    var text: String { date.formatted(.iso8601) }
}
