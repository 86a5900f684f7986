// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values

extension StorefrontRoutes {
    @Sendable func cartPage(_: Request, _ context: PageContext) async throws -> Response {
        Response.page(context.sheet.cartPage(), keptBy: .anybody)
    }

    /// What the cart in somebody's browser comes to; a part of a page, for the cart's script. Nothing is stored.
    @Sendable func cartLines(_ request: Request, _ context: PageContext) async throws -> Response {
        let catalogue = try await services(context).shop.catalogue
        let wanted = WantedLines(request)
        let lines = wanted.priced(in: catalogue)
        let model = CartModel(lines, missing: wanted.missing(in: catalogue), on: context.sheet)
        return Response.page(context.sheet.cartLines(model))
    }
}

extension WantedLines {
    init(_ request: Request) {
        let parameters = request.uri.queryParameters
        self.init(
            plans: parameters[values: "plan"].map { String($0) },
            quantities: parameters[values: "quantity"].map { String($0) })
    }
}

/// A cart as its page shows it.
struct CartModel {
    struct Line {
        let slug: String
        let name: String
        let path: String
        let quantity: Int
        let unitPrice: HTML
        let total: HTML
    }

    let lines: [Line]
    /// Plans that are in the cart and no longer on sale.
    let missing: [String]
    let total: HTML
    let checkoutPath: String

    init(_ lines: [WantedLines.Priced], missing: [String], on sheet: Sheet) {
        self.lines = lines.map { line in
            Line(
                slug: line.plan.slug, name: line.plan.name[sheet.language],
                path: sheet.path(to: line.plan), quantity: line.quantity, unitPrice: sheet.amount(line.plan.prices),
                total: sheet.amounts { line.total(in: $0) })
        }
        self.missing = missing
        total = sheet.amounts { lines.total(in: $0) }
        checkoutPath = sheet.checkoutPath(lines.query)
    }
}
