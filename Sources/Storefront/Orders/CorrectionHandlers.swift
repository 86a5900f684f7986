// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Values

/// Putting a mistyped address right: asked behind the order's link, proven behind a mailed one.
extension StorefrontRoutes {
    @Sendable func correctionPage(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let order = try await show(link, services.shop)
        return Response.page(context.sheet.correctionPage(order, Form()))
    }

    @Sendable func askForCorrection(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let sheet = context.sheet
        var form = try await Form.read(request, context)
        let order = try await show(link, services.shop)
        guard let address = form.email("email"), form.isValid else {
            return Response.page(sheet.correctionPage(order, form), status: .unprocessableContent)
        }
        try refuseHaste(of: context)
        switch try await services.shop.askForCorrection(address, for: link.order, in: sheet.language, as: link.caller) {
        case .asked: return back(to: link, saying: Flash(.success, "storefront.correction.asked"), on: sheet)
        case .same: form.refuse("email", "storefront.correction.same")
        case .tooMany: form.refuse("email", "storefront.correction.too-many")
        case .notFound: throw PageProblem(.notFound)
        }
        return Response.page(sheet.correctionPage(order, form), status: .unprocessableContent)
    }

    /// A mail program that follows links changes nothing: a person presses the button.
    @Sendable func correctionQuestion(_: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        guard let token = context.parameters.get("token"),
            let question = try await services.shop.answerCorrection.question(token)
        else { throw PageProblem(.notFound, "storefront.correction.over") }
        return Response.page(context.sheet.correctionQuestionPage(question, token: token))
    }

    @Sendable func answerCorrection(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        _ = try await Form.read(request, context)
        let sheet = context.sheet
        guard let token = context.parameters.get("token") else { throw PageProblem(.notFound) }
        switch try await services.shop.answerCorrection(token) {
        case .proven(let order):
            return .seeOther(
                sheet.path("/orders/\(order)"), saying: Flash(.success, "storefront.correction.proven"), on: sheet)
        case .refused: return Response.page(sheet.correctionRefusedPage())
        case .over, .notFound: throw PageProblem(.notFound, "storefront.correction.over")
        }
    }
}
