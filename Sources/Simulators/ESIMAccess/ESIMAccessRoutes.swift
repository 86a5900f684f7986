// SPDX-License-Identifier: Apache-2.0

extension World {
    /// eSIM Access's API: everything is POST with JSON.
    func addESIMAccessRoutes(to routes: inout Routes) {
        esim(&routes, "package/list") { (account, body) throws(ESIMError) in try account.packageList(body) }
        esim(&routes, "location/list") { account, _ in account.locationList() }
        esim(&routes, "balance/query") { account, _ in account.balanceJSON() }
        esim(&routes, "esim/order") { (account, body) throws(ESIMError) in try account.order(body) }
        esim(&routes, "esim/query") { (account, body) throws(ESIMError) in try account.query(body) }
        esim(&routes, "esim/topup") { (account, body) throws(ESIMError) in try account.topUp(body) }
        esim(&routes, "esim/cancel") { (account, body) throws(ESIMError) in try account.cancel(body) }
        esim(&routes, "esim/suspend") { (account, body) throws(ESIMError) in try account.suspend(body) }
        esim(&routes, "esim/unsuspend") { (account, body) throws(ESIMError) in try account.unsuspend(body) }
        esim(&routes, "esim/revoke") { (account, body) throws(ESIMError) in try account.revoke(body) }
        esim(&routes, "esim/sendSms") { (account, body) throws(ESIMError) in try account.sendSMS(body) }
        esim(&routes, "esim/usage/query") { (account, body) throws(ESIMError) in try account.usage(body) }
        esim(&routes, "webhook/save") { (account, body) throws(ESIMError) in try account.saveWebhook(body) }
        esim(&routes, "webhook/query") { account, _ in account.webhookJSON() }
    }

    private func esim(
        _ routes: inout Routes, _ path: String,
        _ work: @escaping @Sendable (isolated ESIMAccount, JSON) throws(ESIMError) -> JSON
    ) {
        let address = "/esim-access/api/v1/open/" + path
        routes.post(address) { request in
            await recorded(request, .esimAccess) { turn in
                let answer = await esim.call(request, turn, work)
                await esim.flush()
                return answer
            }
        }
        routes.get(address) { _ in .answer(.json(ESIMError.wrongMethod.json)) }
    }
}
