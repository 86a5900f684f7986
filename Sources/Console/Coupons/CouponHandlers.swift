// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension ConsoleRoutes {
    func registerCoupons(on console: RouterGroup<PageContext>) {
        console.get("/coupons", use: at(.coupons, couponsPage))
        console.post("/coupons", use: at(.coupons, makeCoupon))
        console.post("/coupons/:id/end", use: at(.coupons, endCoupon))
    }

    @Sendable func couponsPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.couponsPage(try await desk.coupons())
    }

    @Sendable func makeCoupon(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        guard let coupon = form.coupon(in: desk, at: desk.now) else {
            return desk.couponsPage(try await desk.coupons(), form: form, status: .unprocessableContent)
        }
        switch try await desk.services.shop.keepCoupons.make(coupon, as: desk.caller) {
        case .made: return desk.done(.success, "keeping.coupon.made", to: "/coupons")
        case .codeTaken: form.refuse("code", "keeping.coupon.taken")
        case .forbidden: throw PageProblem(.forbidden)
        }
        return desk.couponsPage(try await desk.coupons(), form: form, status: .unprocessableContent)
    }

    @Sendable func endCoupon(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        _ = try await Form.read(request, context)
        guard let id = context.parameters.get("id").flatMap({ ID<Coupon>($0) }) else { throw PageProblem(.notFound) }
        switch try await desk.services.shop.keepCoupons.end(id, as: desk.caller) {
        case .ended, .notRunning: return desk.done(.success, "keeping.coupon.ended", to: "/coupons")
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension Desk {
    fileprivate func coupons() async throws -> [Coupon] {
        guard let coupons = try await services.shop.keepCoupons.list(as: caller) else { throw PageProblem(.forbidden) }
        return coupons
    }
}

extension Form {
    /// A coupon as the form describes it; nil with every problem noted.
    fileprivate mutating func coupon(in desk: Desk, at now: Instant) -> Coupon? {
        let zone = desk.sheet.site.timeZone
        let code = CouponCode(self["code"])
        if code == nil { refuse("code", "keeping.coupon.bad-code") }
        let worth = worth()
        let minimum = optionalPrices("minimum-vnd", "minimum-usd")
        let start = self["from"].isEmpty ? now : moment("from", "midnight", in: zone)
        // Through the whole of its last day.
        let end = self["until"].isEmpty ? nil : moment("until", "midnight", in: zone).map { $0 + .days(1) }
        if let start, let end, end <= start { refuse("until", "keeping.coupon.ends-first") }
        let limit = self["limit"].isEmpty ? nil : integer("limit", in: 1...1_000_000)
        let perBuyer = self["per-buyer"].isEmpty ? nil : integer("per-buyer", in: 1...1_000)
        let destinations = Set(all("destination").filter { desk.services.shop.catalogue.destination($0) != nil })
        guard isValid, let code, let worth, let start else { return nil }
        return Coupon(
            id: .timeOrdered(at: now), code: code, worth: worth, minimum: minimum ?? Prices(vnd: 0, usdCents: 0),
            destinations: destinations, startsAt: start, endsAt: end, limit: limit, limitPerBuyer: perBuyer)
    }

    /// A percentage, or an amount in each money: one of both.
    private mutating func worth() -> Coupon.Worth? {
        let hasAmount = !self["vnd"].isEmpty || !self["usd"].isEmpty
        guard self["percent"].isEmpty != !hasAmount else {
            refuse("percent", "keeping.coupon.one-worth")
            return nil
        }
        if hasAmount { return prices().map { .amount($0) } }
        return integer("percent", in: 1...90).map { .percent($0) }
    }

    private mutating func optionalPrices(_ vnd: String, _ usd: String) -> Prices? {
        guard !self[vnd].isEmpty || !self[usd].isEmpty else { return nil }
        let dong = Int64(self[vnd].filter { $0 != "." && $0 != "," && $0 != " " })
        let cents = Prices.cents(self[usd].trimmingSpaces().replacing(",", with: "."))
        if dong == nil { refuse(vnd, "keeping.plan.bad-vnd") }
        if cents == nil { refuse(usd, "keeping.plan.bad-usd") }
        guard let dong, let cents else { return nil }
        return Prices(vnd: dong, usdCents: cents)
    }
}
