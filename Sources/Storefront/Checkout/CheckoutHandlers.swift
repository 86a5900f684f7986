// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values
import Vault

extension StorefrontRoutes {
    @Sendable func checkoutPage(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let sheet = context.sheet
        guard !turnedAway.contains(sheet.visitor) else { return tooYoung(services, sheet) }
        let wanted = WantedLines(request)
        guard !wanted.lines.isEmpty else { return .seeOther(sheet.path(.cart), on: sheet) }
        let catalogue = services.shop.catalogue
        guard wanted.missing(in: catalogue).isEmpty else {
            return Response.page(sheet.planGonePage(), status: .notFound)
        }
        if let gone = wanted.lines.first(where: { catalogue.isSoldOut($0.slug) }) {
            return soldOut(gone.slug, left: 0, catalogue, sheet)
        }
        let lines = wanted.priced(in: catalogue)
        let typed = String(request.uri.queryParameters["coupon"] ?? "")
        let coupon = try await look(at: typed, on: lines, services, context)
        return Response.page(
            sheet.checkoutPage(CheckoutModel(lines, services: services, coupon: coupon, currency: sheet.currency)))
    }

    /// Places the order and leads on to the gateway. Whatever is refused comes back with everything that was typed.
    @Sendable func checkOut(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let sheet = context.sheet
        // A hash may hold a long run of digits by chance; it is compared, never shown.
        let form = try await Form.read(request, context, exemptFromCardCheck: ["policy"])
        let draft = OrderDraft(form, on: sheet)
        if case .tooYoung = draft.age { turnedAway.add(sheet.visitor) }
        guard !turnedAway.contains(sheet.visitor) else { return tooYoung(services, sheet) }
        let lines = WantedLines(form).priced(in: services.shop.catalogue)
        let coupon = try await look(at: form["coupon"], on: lines, services, context)
        let checkout = Checkout(
            form: form, draft: draft, lines: lines, coupon: coupon, services: services, sheet: sheet)
        guard form.isValid else { return checkout.refused(draft.problems) }
        guard !services.shop.waysToPay(in: sheet.currency).isEmpty else {
            return checkout.refused("way", "storefront.checkout.no-way")
        }
        if let problem = coupon.problem { return checkout.refused("coupon", problem) }
        try slowDown(context)
        switch try await services.shop.placeOrder(draft, from: context.remoteAddress) {
        case .placed(let order), .already(let order):
            guard let person = order.person else { throw PageProblem(.gone) }
            let way = form.way(among: services.shop.waysToPay(in: sheet.currency))
            return try await pay(order.id, token: order.token, with: way, as: .person(person), services, sheet) {
                checkout.unreachable()
            }
        case .invalid(let problems): return checkout.refused(problems)
        case .tooYoung: return tooYoung(services, sheet)
        case .couponRefused(let refusal): return checkout.refused("coupon", refusal.words(on: sheet))
        case .totalChanged: return checkout.refused("shown", "places.coupon.total-changed")
        case .planUnavailable: return Response.page(sheet.planGonePage(), status: .unprocessableContent)
        case .soldOut(let slug, let left): return soldOut(slug, left: left, services.shop.catalogue, sheet)
        case .policyOutdated: return checkout.refused("policy", "storefront.checkout.problem-policy")
        case .attemptReused: return checkout.refused("attempt", "storefront.checkout.problem-attempt", renewing: true)
        }
    }

    /// One measure for every way to have money asked for, so that whoever tries cards out gains nothing by another door.
    func slowDown(_ context: PageContext) throws {
        if case .wait(let seconds) = ordering.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
    }

    private func soldOut(_ slug: String, left: Int, _ catalogue: Catalogue, _ sheet: Sheet) -> Response {
        let page = sheet.soldOutPage(catalogue.plan(slug)?.name[sheet.language] ?? slug, left: left)
        return Response.page(page, status: .conflict)
    }

    private func tooYoung(_ services: StorefrontServices, _ sheet: Sheet) -> Response {
        Response.page(sheet.tooYoungPage(services.policy), status: .forbidden)
    }

    /// Leads to the gateway's page, or to what the order became meanwhile.
    func pay(
        _ order: ID<Order>, token: String, with way: RecipientID? = nil, as caller: Caller,
        _ services: StorefrontServices, _ sheet: Sheet, unreachable: () -> Response
    ) async throws -> Response {
        let orderPage = sheet.path("/orders/\(token)")
        switch try await services.shop.beginPayment(order, with: way, as: caller) {
        case .redirect(let address): return try .seeOther(checkout: address, on: sheet)
        case .transfer, .settled, .closed: return .seeOther(orderPage, on: sheet)
        case .soldOut: return .seeOther(orderPage, saying: Flash(.problem, "storefront.order.sold-out"), on: sheet)
        case .refused: return .seeOther(orderPage, saying: Flash(.problem, "storefront.order.pay-refused"), on: sheet)
        case .unreachable: return unreachable()
        case .notFound: throw PageProblem(.notFound)
        }
    }
}

/// A posted checkout that may have to be shown again.
private struct Checkout {
    let form: Form
    let draft: OrderDraft
    let lines: [WantedLines.Priced]
    let coupon: CheckoutCoupon
    let services: StorefrontServices
    let sheet: Sheet

    func refused(_ problems: [OrderProblem]) -> Response {
        var form = form
        for problem in problems { form.refuse(problem.inForm.field, problem.inForm.text) }
        return page(form, renewing: false)
    }

    func refused(_ field: String, _ text: Text, renewing: Bool = false) -> Response {
        var form = form
        form.refuse(field, text)
        return page(form, renewing: renewing)
    }

    /// The order stands and waits; pressing again takes the same attempt, so nothing is charged twice.
    func unreachable() -> Response {
        let model = CheckoutModel(
            lines, services: services, form: form, coupon: coupon, attempt: draft.attempt ?? .random(),
            isGatewayDown: true,
            currency: sheet.currency)
        return Response.page(sheet.checkoutPage(model), status: .serviceUnavailable)
    }

    private func page(_ form: Form, renewing: Bool) -> Response {
        guard !lines.isEmpty else { return Response.page(sheet.planGonePage(), status: .unprocessableContent) }
        let attempt = renewing ? nil : draft.attempt
        let model = CheckoutModel(
            lines, services: services, form: form, coupon: coupon, attempt: attempt ?? .random(),
            currency: sheet.currency)
        return Response.page(sheet.checkoutPage(model), status: .unprocessableContent)
    }
}
