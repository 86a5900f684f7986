// SPDX-License-Identifier: Apache-2.0

extension World {
    /// eSIM Access's API: everything is POST with JSON.
    func addESIMAccessRoutes(to routes: inout Routes) {
        esim(&routes, "package/list") { (account, body) throws(ESIMError) in try account.packageList(body) }
        esim(&routes, "esim/order") { (account, body) throws(ESIMError) in try account.order(body) }
        esim(&routes, "esim/query") { (account, body) throws(ESIMError) in try account.query(body) }
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
