// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
package import Pages
package import Values

/// The pages of the people who work in the shop.
///
/// They stand at `/console/…` in the language the browser asks for, and under `/en/console/…` and `/vi/console/…` in
/// a chosen one; links stay where one is.
package struct ConsoleRoutes: Sendable {
    package typealias Services = @Sendable (PageContext) async throws -> ConsoleServices

    let clock: any WallClock
    let services: Services
    /// How often one address may try to sign in.
    let signingIn: RateLimiter

    /// How often one member of staff may have a provider asked.
    let tryingAccounts: RateLimiter

    package init(clock: any WallClock, services: @escaping Services) {
        self.clock = clock
        self.services = services
        tryingAccounts = RateLimiter(burst: 10, per: .seconds(60), clock: clock)
        signingIn = RateLimiter(burst: 60, per: .seconds(600), clock: clock)
    }

    package func register(on router: Router<PageContext>) {
        for root in [""] + Language.allCases.map({ "/\($0.rawValue)" }) {
            let console = router.group("\(root)/console")
            console.get("/sign-in", use: signInPage)
            console.post("/sign-in", use: signIn)
            console.post("/session/end", use: signOut)
            console.get("/", use: at(.home, homePage))
            registerInbox(on: console)
            registerOrders(on: console)
            registerMoney(on: console)
            registerCatalogue(on: console)
            registerCoupons(on: console)
            registerWork(on: console)
            console.get("/statistics", use: at(.statistics, statisticsPage))
            console.get("/statistics/figures.csv", use: at(.statistics, figuresFile))
            console.get("/policy", use: at(.policy, policyPage))
            console.get("/recipients", use: at(.recipients, recipientsPage))
            registerRecord(on: console)
            registerSettings(on: console)
            registerAccounts(on: console)
            console.get("/components", use: at(.components, componentsPage))
        }
    }

    private func registerOrders(on console: RouterGroup<PageContext>) {
        console.get("/orders", use: at(.orders, ordersPage))
        console.get("/orders/:id", use: at(.orders, orderPage))
        // An order is what was agreed: whoever asks to change or delete it hears no, and not that it is the wrong method.
        console.on("/orders/:id", method: .patch, use: refuse)
        console.on("/orders/:id", method: .delete, use: refuse)
        console.get("/orders/:id/openings", use: at(.orders, backToOrder))
        console.post("/orders/:id/openings", use: at(.orders, openBuyer))
        console.post("/orders/:id/refund", use: at(.orders, refund))
        console.get("/orders/:id/review", use: at(.orders, backToOrder))
        console.post("/orders/:id/review", use: at(.orders, decideReview))
        console.get("/orders/:id/review-note", use: at(.orders, backToOrder))
        console.post("/orders/:id/review-note", use: at(.orders, readReviewNote))
        console.post("/orders/:id/supply", use: at(.orders, retrySupply))
        console.post("/orders/:id/confirmation", use: at(.orders, sendConfirmation))
        console.post("/orders/:id/activation", use: at(.orders, sendActivation))
        console.post("/orders/:id/cancellation", use: at(.orders, cancel))
        console.post("/attentions/:id/resolution", use: at(.orders, resolve))
        console.get("/orders/:id/customer", use: at(.orders, backToOrder))
        console.post("/orders/:id/customer", use: at(.orders, openCustomer))
        console.get("/customers", use: at(.orders, customersPage))
        console.post("/customers", use: at(.orders, findCustomer))
    }

    @Sendable private func refuse(_: Request, _: PageContext) async throws -> Response { throw PageProblem(.forbidden) }

    @Sendable func componentsPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.page(desk.say("console.nav.components"), in: .components, desk.sheet.gallery(at: desk.now))
    }
}
