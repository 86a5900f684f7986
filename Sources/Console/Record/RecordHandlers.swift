// SPDX-License-Identifier: Apache-2.0

import Audit
import Commerce
import Hummingbird
import Pages
import Storage
import Values

extension ConsoleRoutes {
    private static let shown = 100

    @Sendable func recordPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.recordPage(try await newest(desk))
    }

    @Sendable func backToRecord(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        .seeOther(desk.path(.record), on: desk.sheet)
    }

    /// Recomputes the logs and the orders' codes and says on the answer page whether all of it fits.
    @Sendable func verifyRecord(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        let reports = try await desk.services.verifyAudit()
        let orders = try await desk.services.shop.examineOrders()
        return desk.recordPage(try await newest(desk), reports: reports, orders: orders)
    }

    private func newest(_ desk: Desk) async throws -> [AuditRecord] {
        try await desk.services.data.read { try AuditQueries.newest(of: .evidence, limit: Self.shown, in: $0) }
    }
}
