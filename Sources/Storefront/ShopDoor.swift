// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import Pages

/// Where nothing is sold there is no page of a shop: it answers as for an address nobody has.
struct ShopDoor: RouterMiddleware {
    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        guard context.sheet.site.hasShop else { throw PageProblem(.notFound) }
        return try await next(request, context)
    }
}
