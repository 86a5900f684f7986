// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages

extension StorefrontRoutes {
    /// An order's number in the address opens nothing and is not left standing there.
    @Sendable func findOrderPage(_ request: Request, _ context: PageContext) async throws -> Response {
        guard request.uri.query == nil else { return .seeOther(context.sheet.path(.orders), on: context.sheet) }
        return Response.page(context.sheet.findOrderPage(Form()))
    }

    /// The same answer for every address, known or not.
    @Sendable func askForOrderLinks(_ request: Request, _ context: PageContext) async throws -> Response {
        var form = try await Form.read(request, context)
        guard let address = form.email("email"), form.isValid else {
            return Response.page(context.sheet.findOrderPage(form), status: .unprocessableContent)
        }
        if case .wait(let seconds) = asking.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
        try await services(context).shop.askForOrderLinks(address)
        return Response.page(context.sheet.orderLinksAskedPage())
    }
}
