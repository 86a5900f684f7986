// SPDX-License-Identifier: Apache-2.0

package import Disclosure
package import Foundation
package import Policy
package import Storage
package import Values
package import Vault

/// What every operation of one organisation's shop stands on. Made once, in `App.build`.
package struct ShopFoundation: Sendable {
    package let data: any Database
    package let vault: Vault
    package let door: Door
    package let shelf: CatalogueShelf
    package let processors: PaymentProcessors
    package let suppliers: Suppliers
    package let mailer: any OrderMailer
    package let addresses: any OrderAddresses
    package let links: OrderLinks
    let seals: OrderSeals
    let correctionLinks: CorrectionLinks
    /// Know addresses and mailboxes again for a day.
    let hourlyCodes: HourlyCodes
    package let clock: any WallClock
    package let settings: ShopSettings

    package init(
        data: any Database, vault: Vault, door: Door, processors: PaymentProcessors, suppliers: Suppliers,
        mailer: any OrderMailer, addresses: any OrderAddresses,
        clock: any WallClock, settings: ShopSettings = ShopSettings()
    ) {
        self.data = data
        self.vault = vault
        self.door = door
        shelf = CatalogueShelf(clock: clock)
        self.processors = processors
        self.suppliers = suppliers
        self.mailer = mailer
        self.addresses = addresses
        links = OrderLinks(vault.organisationKeys)
        seals = OrderSeals(vault.organisationKeys)
        correctionLinks = CorrectionLinks(vault.organisationKeys)
        hourlyCodes = HourlyCodes(vault: vault)
        self.clock = clock
        self.settings = settings
    }

    package var policy: Policy { vault.policy }
}

/// Where a buyer finds an order. The routes are the storefront's; mails and the gateway need them as absolute addresses.
package protocol OrderAddresses: Sendable {
    func orderPage(_ token: String, in language: Language) -> String
    /// Where the gateway sends the buyer back to.
    func paymentReturn(_ token: String, in language: Language) -> String
    func paymentCancelled(_ token: String, in language: Language) -> String
    /// Where a mailed link of a correction leads.
    func correction(_ token: String, in language: Language) -> String
}

package struct ShopSettings: Sendable {
    /// Two capital letters in front of every order number.
    package var numberPrefix = "VC"
    /// The policy's name of the mail server.
    package var mailRecipient = RecipientID("mail")
    /// How long the gateway's page stays open. Stripe takes 30 minutes to 24 hours.
    package var paymentLifetime: Duration = .hours(1)
    /// How long an order waits for its money.
    package var orderLifetime: Duration = .hours(24)

    /// How long a try at paying stays open: a bank takes the money of an order for as long as the order waits.
    func lifetime(of method: PaymentMethod) -> Duration {
        switch method {
        case .card: paymentLifetime
        case .bankTransfer: orderLifetime
        }
    }

    /// How long it keeps others from what it took of a limited number.
    package var stockHolds = StockHolds()

    /// How often supply of one order is tried before a person is asked.
    package var supplyTries = 8
    /// With less than this at a supplier, or with what lasts for fewer days than this at the present rate, somebody is told. In
    /// ten-thousandths of a US dollar.
    package var leastBalance: Int64 = 50_0000
    package var balanceDays = 3
    /// Whether an order that cannot be supplied gives its money back by itself instead of waiting for a person.
    package var refundsUndeliverable = false
    /// How long what the network said of an eSIM counts as fresh.
    package var usageFreshness: Duration = .seconds(5)
    /// From when on orders are looked at by a person first.
    package var fraud = FraudLimits()
    /// Where the books are kept: their years begin at midnight there.
    package var timeZone: TimeZone = .gmt
    /// What buyers may withdraw from, and until when.
    package var withdrawal = WithdrawalTerms.europe
    /// The share of every price that is tax, in hundredths of the price without it; nil where none is named.
    package var taxPercent: Int?

    package init() {}
}
