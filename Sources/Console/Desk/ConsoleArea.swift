// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

/// A part of the console: where it is, and whose work it is.
enum ConsoleArea: String, CaseIterable {
    case home, inbox, orders, money, catalogue, coupons, statistics, work, policy, recipients, record, settings,
        components

    /// Behind `/console`.
    var path: String {
        switch self {
        case .home: ""
        case .inbox: "/inbox"
        case .orders: "/orders"
        case .money: "/money"
        case .catalogue: "/catalogue"
        case .coupons: "/coupons"
        case .work: "/jobs"
        case .statistics: "/statistics"
        case .policy: "/policy"
        case .recipients: "/recipients"
        case .record: "/record"
        case .settings: "/settings"
        case .components: "/components"
        }
    }

    /// Whoever keeps the catalogue has no business with buyers, nor with what happened to them; whoever answers buyers has none
    /// with prices.
    var roles: Set<StaffRole> {
        switch self {
        case .home, .policy, .recipients, .components: Set(StaffRole.allCases)
        case .catalogue, .coupons, .statistics: [.owner, .catalogueEditor]
        case .inbox, .orders, .money, .work, .record: [.owner, .supportAgent]
        case .settings: [.owner]
        }
    }

    /// Whether it is about a shop: where nothing is sold there is none of it.
    var isOfTheShop: Bool {
        switch self {
        case .orders, .money, .catalogue, .coupons, .statistics: true
        case .home, .inbox, .work, .policy, .recipients, .record, .settings, .components: false
        }
    }

    func exists(under policy: Policy) -> Bool { !isOfTheShop || policy.declarations.sells }

    var name: Text { Text("console.nav.\(rawValue)") }

    var icon: Icon {
        switch self {
        case .home: .home
        case .inbox: .message
        case .orders: .bag
        case .money: .receipt
        case .catalogue: .globe
        case .coupons: .ticket
        case .work: .refresh
        case .statistics: .gauge
        case .policy: .document
        case .recipients: .external
        case .record: .shield
        case .settings: .settings
        case .components: .spark
        }
    }
}
