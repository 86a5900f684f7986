// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
package import Pages
package import Values

/// The pages of the shop: looking around, buying, and looking after what was bought.
package struct StorefrontRoutes: Sendable {
    package typealias Services = @Sendable (PageContext) async throws -> StorefrontServices

    let services: Services
    let clock: any WallClock
    /// How often one address may place orders.
    let ordering: RateLimiter
    /// How often one address may ask for the links of orders.
    let asking: RateLimiter
    /// How often one address may try the codes of coupons.
    let tryingCoupons: RateLimiter
    /// How often one address may have something done about an order.
    let changing: RateLimiter
    let turnedAway: TurnedAway
    /// How many reports of visits are taken from one address; a page sends four a minute.
    let counting: RateLimiter

    package init(clock: any WallClock, services: @escaping Services) {
        self.services = services
        self.clock = clock
        ordering = RateLimiter(burst: 300, per: .seconds(600), clock: clock)
        asking = RateLimiter(burst: 5, per: .seconds(600), clock: clock)
        tryingCoupons = RateLimiter(burst: 30, per: .seconds(600), clock: clock)
        changing = RateLimiter(burst: 60, per: .seconds(600), clock: clock)
        turnedAway = TurnedAway(clock: clock)
        counting = RateLimiter(burst: 120, per: .seconds(60), clock: clock)
    }

    package func register(on router: Router<PageContext>) {
        router.get("/", use: chooseLanguage)
        router.get("/sitemap.xml", use: sitemap)
        router.get("/robots.txt", use: robots)
        router.get("/card.png", use: socialCard)
        router.post("/visits", use: countVisit)
        router.post("/visits/answer", use: answerAboutVisits)
        for language in Language.allCases {
            let site = router.group("/\(language.rawValue)")
            site.get("/", use: homePage)
            site.get("/contact", use: contactPage)
            site.get("/cookies", use: cookiesPage)
            let group = site.group().add(middleware: ShopDoor())
            group.get("/destinations", use: destinationsPage)
            group.get("/destinations/:slug", use: destinationPage)
            group.get("/places", use: placeSuggestions)
            group.get("/phones", use: phonesPage)
            group.get("/phones/answer", use: phoneAnswer)
            group.get("/plans", use: plansPage)
            group.get("/plans/:slug", use: planPage)
            group.get("/cart", use: cartPage)
            group.get("/checkout", use: checkoutPage)
            group.post("/checkout", use: checkOut)
            group.get("/orders", use: findOrderPage)
            group.post("/orders", use: askForOrderLinks)
            group.get("/orders/:token", use: orderPage)
            // An order is what was agreed: nobody changes or deletes it, whoever they are.
            for method in [HTTPRequest.Method.patch, .delete] {
                group.on("/orders/:token", method: method) { _, _ -> Response in throw PageProblem(.forbidden) }
            }
            group.get("/orders/:token/state", use: orderState)
            group.get("/orders/:token/payment", use: returnFromPayment)
            group.post("/orders/:token/payment", use: payAgain)
            group.post("/orders/:token/cancellation", use: cancelOrder)
            group.post("/orders/:token/top-ups", use: buyTopUp)
            registerAftercare(on: group)
        }
    }

    /// What a buyer sees and does after buying.
    private func registerAftercare(on group: RouterGroup<PageContext>) {
        group.get("/orders/:token/esims/:esim/usage", use: esimUsage)
        group.post("/orders/:token/esims/:esim/suspension", use: pauseEsim)
        group.post("/orders/:token/esims/:esim/resumption", use: resumeEsim)
        group.post("/orders/:token/mails", use: resendMail)
        group.post("/orders/:token/notices", use: setNotices)
        group.get("/orders/:token/receipt", use: receiptPage)
        group.get("/orders/:token/withdrawal", use: withdrawalPage)
        group.post("/orders/:token/withdrawal", use: withdraw)
        group.get("/orders/:token/email", use: correctionPage)
        group.post("/orders/:token/email", use: askForCorrection)
        group.get("/email-corrections/:token", use: correctionQuestion)
        group.post("/email-corrections/:token", use: answerCorrection)
    }

    /// Leads to the first page in the visitor's language.
    @Sendable func chooseLanguage(_: Request, _ context: PageContext) async throws -> Response {
        var response = Response.seeOther("/\(context.sheet.language.rawValue)/", on: context.sheet)
        response.headers[.vary] = "Accept-Language"
        return response
    }

    @Sendable func contactPage(_: Request, _ context: PageContext) async throws -> Response {
        Response.page(context.sheet.contactPage(), keptBy: .anybody)
    }
}
