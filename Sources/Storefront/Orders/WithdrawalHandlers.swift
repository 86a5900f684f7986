// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy

/// Withdrawing from a purchase in two steps: the page that says what follows, and the button that states it.
extension StorefrontRoutes {
    @Sendable func withdrawalPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let order = try await current(link, services.shop).order
        guard case .open(let until, let expected) = order.withdrawal else {
            return .seeOther(context.sheet.path("/orders/\(link.token)"), on: context.sheet)
        }
        return Response.page(context.sheet.withdrawalPage(order, until: until, expected))
    }

    @Sendable func withdraw(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        _ = try await Form.read(request, context)
        let flash: Flash
        switch try await services.shop.withdrawFromOrder(link.order, as: link.caller) {
        case .stated: flash = Flash(.success, "storefront.withdrawal.done")
        case .already: flash = Flash(.notice, "storefront.withdrawal.already")
        case .tooLate: flash = Flash(.problem, "storefront.withdrawal.late")
        case .nothingToWithdrawFrom: flash = Flash(.notice, "storefront.withdrawal.nothing")
        case .notFound: throw PageProblem(.notFound)
        }
        return back(to: link, saying: flash, on: context.sheet)
    }

    /// For paper: the browser prints it, or saves it as PDF.
    @Sendable func receiptPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        switch try await services.shop.showReceipt(link.order, as: link.caller) {
        case .receipt(let receipt):
            let model = ReceiptModel(
                receipt: receipt, token: link.token, business: services.business,
                website: services.policy.declarations.contacts.website)
            return Response.page(context.sheet.receiptPage(model))
        case .nothingPaid, .notFound: throw PageProblem(.notFound, "storefront.receipt.none")
        }
    }
}
