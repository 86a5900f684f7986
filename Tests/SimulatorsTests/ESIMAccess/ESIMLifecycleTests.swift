// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Simulators

@Suite("The life of an eSIM")
struct ESIMLifecycleTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    /// Type, plan's state and threshold of each notification posted so far.
    private func told() async -> [String] {
        await world.world.webhooks.deliveries.map { delivery in
            let content = delivery.notification.payload["content"]
            let details = [content?["esimStatus"]?.string, content?["smdpStatus"]?.string].compactMap { $0 }
            return ([delivery.notification.type] + details).joined(separator: " ")
        }
    }

    @Test func `installing, using and using up is told step by step`() async {
        let profile = await world.allocatedProfile()
        let which: JSON = ["esimTranNo": profile["esimTranNo"] ?? nil]

        await world.control("esim-access/install", which)
        await world.control("esim-access/use-data", which.adding(["percent": 50]))
        let used = await world.control("esim-access/use-data", which.adding(["percent": 100])).json

        #expect(used["orderUsage"] == 5_368_709_120)
        #expect(used["esimStatus"] == "USED_UP")
        #expect(used["eid"]?.string?.count == 32)
        #expect(
            await told() == [
                "ORDER_STATUS", "SMDP_EVENT GOT_RESOURCE DOWNLOAD", "SMDP_EVENT GOT_RESOURCE INSTALLATION",
                "SMDP_EVENT GOT_RESOURCE ENABLED", "SMDP_EVENT IN_USE ENABLED", "ESIM_STATUS IN_USE ENABLED",
                "DATA_USAGE", "DATA_USAGE", "DATA_USAGE", "ESIM_STATUS USED_UP ENABLED",
            ])
    }

    @Test func `only an eSIM that is on no phone can be cancelled, and its price comes back`() async {
        let before = await world.world.esim.balance
        let first = await world.allocatedProfile("t-1")
        let cancelled = await world.supplier("esim/cancel", ["iccid": first["iccid"] ?? nil])
        #expect(cancelled.json["success"] == true)
        #expect(await world.world.esim.balance == before)

        let second = await world.allocatedProfile("t-2")
        await world.control("esim-access/install", ["transactionId": "t-2"])
        let refused = await world.supplier("esim/cancel", ["esimTranNo": second["esimTranNo"] ?? nil])
        #expect(refused.json["errorCode"] == "200002")
    }

    @Test func `a top-up adds data and days once per transaction`() async {
        let profile = await world.allocatedProfile()
        await world.control("esim-access/install")
        await world.control("esim-access/use-data", ["percent": 100])
        let request: JSON = [
            "esimTranNo": profile["esimTranNo"] ?? nil, "packageCode": "TOPUP_VN0107", "transactionId": "top-1",
        ]

        let first = await world.supplier("esim/topup", request).json
        let second = await world.supplier("esim/topup", request).json

        #expect(first["obj"]?["topUpEsimTranNo"] == second["obj"]?["topUpEsimTranNo"])
        #expect(first["obj"]?["totalVolume"] == 6_442_450_944)
        #expect(first["obj"]?["totalDuration"] == 37)
        let queried = await world.supplier(
            "esim/query", ["iccid": profile["iccid"] ?? nil, "pager": ["pageNum": 1, "pageSize": 5]])
        #expect(queried.json["obj"]?["esimList"]?.array?.first?["esimStatus"] == "IN_USE")
    }

    @Test func `a top-up of another destination or after the end is refused`() async {
        let profile = await world.allocatedProfile()
        func topUp(_ code: String) async -> String? {
            await world.supplier(
                "esim/topup",
                ["esimTranNo": profile["esimTranNo"] ?? nil, "packageCode": .string(code), "transactionId": "x"]
            ).json["errorCode"]?.string
        }

        #expect(await topUp("TOPUP_JP0107") == "310241")
        await world.control("esim-access/expire")
        #expect(await topUp("TOPUP_VN0107") == "200002")
    }

    @Test func `time warns a day before the end and then ends the plan`() async {
        _ = await world.allocatedProfile()
        await world.control("esim-access/install")

        world.clock.advance(by: .days(29))
        await world.world.esim.letTimePass()
        #expect(await told().last == "VALIDITY_USAGE")
        world.clock.advance(by: .days(1))
        await world.world.esim.letTimePass()
        #expect(await told().last == "ESIM_STATUS USED_EXPIRED DISABLED")
    }

    @Test func `suspending, resuming and revoking follow each other as allowed`() async {
        let profile = await world.allocatedProfile()
        let which: JSON = ["esimTranNo": profile["esimTranNo"] ?? nil]
        func ask(_ path: String) async -> Bool? {
            await world.supplier("esim/" + path, which).json["success"]?.bool
        }

        #expect(await ask("unsuspend") == false)
        #expect(await ask("suspend") == true)
        #expect(await ask("suspend") == false)
        #expect(await ask("unsuspend") == true)
        #expect(await ask("revoke") == true)
        #expect(await ask("revoke") == false)
    }

    @Test func `a new webhook address is tried at once`() async {
        let saved = await world.supplier("webhook/save", ["webhook": "http://shop.localhost/other"])

        #expect(saved.json["success"] == true)
        #expect(await told() == ["CHECK_HEALTH"])
        #expect(await world.supplier("webhook/save", ["webhook": "shop"]).json["success"] == false)
    }
}
