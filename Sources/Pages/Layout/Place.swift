// SPDX-License-Identifier: Apache-2.0

/// The places every page of a shop links to, so that header, footer and mails agree with the routes of the faces.
/// `sheet.path(.plans)` writes one in the sheet's language.
package enum Place: String, Sendable, CaseIterable {
    case home = "/"
    /// Places to travel to, by region.
    case destinations = "/destinations"
    case plans = "/plans"
    /// Which phones take eSIMs.
    case phones = "/phones"
    case cart = "/cart"
    case checkout = "/checkout"
    /// The living policy.
    case privacy = "/privacy"
    case contact = "/contact"
    /// What lies in the visitor's browser, and the answer about counting visits.
    case cookies = "/cookies"
    /// Where a buyer asks for a new link to an order.
    case orders = "/orders"
    /// Where a person uses the rights over personal data.
    case myData = "/my-data"
    case console = "/console"
}

extension Sheet {
    package func path(_ place: Place) -> String { path(place.rawValue) }

    /// The absolute address of a path of ours on the host that was asked; mails take the configured origin instead.
    package func address(_ path: String) -> String { origin + path }
}
