// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Hummingbird
import Pages
import Policy
import Rights
import Storage
import Values
import Vault

extension ConsoleRoutes {
    @Sendable func homePage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        guard desk.may(.orders) else { return desk.homePage(nil) }
        let (now, zone) = (desk.now, desk.sheet.site.timeZone)
        let state = try await desk.services.data.read { session in
            StateOfTheShop(
                morning: try Morning(days: StateOfTheShop.days, until: now, in: zone, session),
                traffic: try DisclosureQueries.traffic(since: now - .days(1), in: session),
                requests: try RequestsDue(in: session), wallets: try SupplierWallet.all(at: now, in: session))
        }
        return desk.homePage(state)
    }
}

/// All the first page says, read in one transaction so that its figures fit together.
struct StateOfTheShop: Sendable {
    /// Four weeks and today.
    static let days = 29

    let morning: Morning
    /// What each recipient was sent in the last day, and what came of it.
    let traffic: [DisclosureTraffic]
    let requests: RequestsDue
    /// What is left at the suppliers.
    let wallets: [SupplierWallet]
}
