// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension StorefrontRoutes {
    /// Orders more data for an eSIM of this order and leads on to the gateway.
    @Sendable func buyTopUp(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let sheet = context.sheet
        let back = sheet.path("/orders/\(link.token)")
        // A hash may hold a long run of digits by chance; it is compared, never shown.
        var form = try await Form.read(request, context, exemptFromCardCheck: ["policy"])
        guard let esim = form.id("esim", of: Esim.self), let attempt = form.id("attempt", of: OrderAttempt.self),
            form.isValid
        else { throw PageProblem(.unprocessableContent) }
        try slowDown(context)
        let draft = BuyTopUp.Draft(
            esim: esim, offerSlug: String(form["offer"].prefix(80)), currency: sheet.currency, language: sheet.language,
            policyVersion: form["policy"], attempt: attempt)
        switch try await services.shop.buyTopUp(draft, as: link.caller) {
        case .placed(let order), .already(let order):
            return try await pay(order.id, token: order.token, as: link.caller, services, sheet) {
                .seeOther(
                    sheet.path("/orders/\(order.token)"), saying: Flash(.problem, "storefront.order.pay-unreachable"),
                    on: sheet)
            }
        case .policyOutdated, .attemptReused:
            return .seeOther(back, saying: Flash(.notice, "storefront.top-up.again"), on: sheet)
        case .offerUnavailable: throw PageProblem(.unprocessableContent, "storefront.top-up.gone")
        case .notFound: throw PageProblem(.notFound)
        }
    }
}
