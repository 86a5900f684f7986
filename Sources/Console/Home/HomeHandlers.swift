// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Hummingbird
import Pages
import Values

extension ConsoleRoutes {
    @Sendable func homePage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        let midnight = desk.midnight
        let sales = try await desk.services.shop.workOnOrders.sales(since: midnight, as: desk.caller)
        return desk.homePage(sales: sales)
    }
}

extension Desk {
    /// When today began where the business is.
    var midnight: Instant {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = sheet.site.timeZone
        return Instant(calendar.startOfDay(for: now.date))
    }
}
