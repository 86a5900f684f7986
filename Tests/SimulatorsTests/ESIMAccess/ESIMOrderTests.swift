// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Simulators

@Suite("Ordering at eSIM Access")
struct ESIMOrderTests {
    let world: TestWorld

    init() throws { world = try TestWorld() }

    private func order(_ transaction: String = "t-1", _ more: JSON = [:], package: JSON = [:]) async -> JSON {
        let item = (["packageCode": "VN0530", "count": 1] as JSON).adding(package)
        return await world.supplier(
            "esim/order",
            (["transactionId": .string(transaction), "packageInfoList": .array([item])] as JSON).adding(more)
        ).json
    }

    @Test func `the same transaction gets the same order and is paid once`() async {
        let before = await world.world.esim.balance

        let first = await order()
        let second = await order()

        #expect(first["success"] == true)
        #expect(first["obj"]?["orderNo"] == second["obj"]?["orderNo"])
        let price = ESIMCatalogue.base("VN_5_30")?.price ?? 0
        #expect(await world.world.esim.balance == before - price)
    }

    @Test func `an order has no profiles at first, then one with a fresh activation code`() async throws {
        let number = try #require(await order()["obj"]?["orderNo"])
        let query: JSON = ["orderNo": number, "pager": ["pageNum": 1, "pageSize": 50]]
        #expect(await world.supplier("esim/query", query).json["errorCode"] == "200010")

        let profile = await world.allocatedProfile("t-1")
        let other = await world.allocatedProfile("t-2")

        #expect(profile["esimStatus"] == "GOT_RESOURCE")
        #expect(profile["smdpStatus"] == "RELEASED")
        #expect(profile["ac"]?.string?.hasPrefix("LPA:1$") == true)
        #expect(profile["ac"] != other["ac"])
        #expect(profile["totalVolume"] == 5_368_709_120)
        let iccid = try #require(profile["iccid"]?.string)
        #expect(iccid.count == 19)
        #expect(Luhn.holds(iccid))
    }

    private static let mistakes: [(JSON, JSON, String)] = [
        (["amount": 1], [:], "200006"), ([:], ["price": 1], "200005"), ([:], ["packageCode": "XX_1_1"], "310241"),
        ([:], ["count": 0], "200008"),
    ]

    @Test(arguments: mistakes)
    func `a wrong price, sum, package or count is refused`(more: JSON, package: JSON, code: String) async {
        var item: JSON = ["packageCode": "VN0530", "count": 1]
        for member in package.members ?? [] { item[member.key] = member.value }
        let refused = await world.supplier(
            "esim/order", (["transactionId": "t-1", "packageInfoList": .array([item])] as JSON).adding(more))

        #expect(refused.json["success"] == false)
        #expect(refused.json["errorCode"]?.string == code)
        #expect(await world.world.esim.orders.isEmpty)
    }

    private static let troubles: [(JSON, String)] = [
        (["outOfStock": "VN_5_30"], "200011"), (["outOfStock": "*"], "200011"), (["noBalance": true], "200007"),
        (["failNext": 1, "failCode": "900001"], "900001"),
    ]

    @Test(arguments: troubles)
    func `a scenario refuses in the provider's own words, and a retry works when it is over`(
        scenario: JSON, code: String
    ) async {
        await world.control("scenarios/esim-access", scenario)
        #expect(await order()["errorCode"]?.string == code)

        await world.control("scenarios/esim-access/reset")
        #expect(await order()["success"] == true)
    }

    @Test func `while allocation is stopped an order waits`() async {
        await world.control("scenarios/esim-access", ["stopAllocating": true])
        #expect(await world.allocatedProfile() == .null)

        await world.control("scenarios/esim-access", ["stopAllocating": false])
        #expect(await world.allocatedProfile()["esimStatus"] == "GOT_RESOURCE")
    }

    @Test func `profiles are found by the time they were made`() async {
        let profile = await world.allocatedProfile()
        func found(_ start: Instant, _ end: Instant) async -> Int? {
            await world.supplier(
                "esim/query",
                [
                    "startTime": .string(start.description), "endTime": .string(end.description),
                    "pager": ["pageNum": 1, "pageSize": 50],
                ]
            ).json["obj"]?["esimList"]?.array?.count
        }

        let now = world.clock.now()
        #expect(profile != .null)
        #expect(await found(now - .seconds(60), now + .seconds(60)) == 1)
        #expect(await found(now + .seconds(60), now + .seconds(120)) == 0)
    }

    @Test func `the catalogue is wide, and each package is named by code and slug`() async {
        let list = await world.supplier("package/list", ["type": "BASE"]).json["obj"]?["packageList"]?.array ?? []
        let codes = Set(list.compactMap { $0["packageCode"]?.string })

        #expect(list.count >= 40)
        #expect(Set(list.compactMap { $0["locationCode"]?.string }).count >= 15)
        #expect(codes.count == list.count)
        let topUps = await world.supplier("package/list", ["type": "TOPUP", "slug": "VN_5_30"]).json
        let topUpCodes = topUps["obj"]?["packageList"]?.array?.compactMap { $0["packageCode"]?.string } ?? []
        #expect(!topUpCodes.isEmpty)
        #expect(topUpCodes.allSatisfy { $0.hasPrefix("TOPUP_VN") })
    }
}
