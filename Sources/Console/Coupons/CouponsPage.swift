// SPDX-License-Identifier: Apache-2.0

import Commerce
import HTTPTypes
import Hummingbird
import Pages
import Policy
import Values

extension Desk {
    func couponsPage(
        _ coupons: [Coupon], form: Form = Form(), status: HTTPResponse.Status = .ok
    ) -> Response {
        let title = say("keeping.coupon.title")
        return page(
            title, in: .coupons, status: status,
            """
            \(sheet.heading(title, lead: say("keeping.coupon.lead")))
            \(sheet.table(title, columns: couponColumns, rows: coupons.map(row), empty: sheet.emptyState(
                .ticket, title: say("keeping.coupon.none"), text: say("keeping.coupon.none-hint"))))
            <div class="console-narrow keeping-new">\(sheet.card(title: say("keeping.coupon.new"), newCoupon(form)))</div>
            """)
    }

    private var couponColumns: [Column] {
        [
            Column(say("keeping.coupon.code")), Column(say("keeping.coupon.worth")),
            Column(say("keeping.coupon.period")), Column(say("keeping.coupon.conditions")),
            Column(say("keeping.coupon.uses"), isNumber: true), Column(say("keeping.list.state")),
        ]
    }

    private func row(_ coupon: Coupon) -> [HTML] {
        let until = coupon.endsAt.map { sheet.day($0 - .seconds(1)) } ?? say("keeping.coupon.open-end")
        let of = coupon.limit.map { " / \($0)" } ?? ""
        let end = sheet.form(
            path("/coupons/\(coupon.id)/end"), sheet.button(say("keeping.coupon.end"), kind: .quiet))
        return [
            "<code>\(coupon.code.text)</code>", "<span>\(worth(of: coupon))</span>",
            "<span>\(sheet.day(coupon.startsAt)) – \(until)</span>", "<span>\(conditions(of: coupon))</span>",
            "<span>\(coupon.uses)\(of)</span>",
            "<span class=\"keeping-states\">\(state(of: coupon))\(if: coupon.endedAt == nil, end)</span>",
        ]
    }

    private func worth(of coupon: Coupon) -> String {
        switch coupon.worth {
        case .percent(let percent): "−\(percent) %"
        case .amount(let amounts): "−\(sheet.price(amounts[.vnd])) · −\(sheet.price(amounts[.usd]))"
        }
    }

    private func conditions(of coupon: Coupon) -> String {
        var parts: [String] = []
        if coupon.minimum.vnd > 0 || coupon.minimum.usdCents > 0 {
            parts.append(
                say(
                    "keeping.coupon.from-amount",
                    ["vnd": sheet.price(coupon.minimum[.vnd]), "usd": sheet.price(coupon.minimum[.usd])]))
        }
        if let limit = coupon.limitPerBuyer {
            parts.append(say("keeping.coupon.each-buyer", ["count": String(limit)]))
        }
        let names = services.shop.catalogue.destinations.filter { coupon.destinations.contains($0.slug) }
        if !coupon.destinations.isEmpty { parts.append(names.map { $0.name[language] }.joined(separator: ", ")) }
        return parts.isEmpty ? say("keeping.coupon.no-conditions") : parts.joined(separator: " · ")
    }

    private func state(of coupon: Coupon) -> HTML {
        if coupon.endedAt != nil { return sheet.badge(say("keeping.coupon.state-ended"), .neutral) }
        if coupon.startsAt > now { return sheet.badge(say("keeping.coupon.state-later"), .waiting) }
        return coupon.isOpen(at: now)
            ? sheet.badge(say("keeping.coupon.state-open"), .good)
            : sheet.badge(say("keeping.coupon.state-over"), .neutral)
    }

    private func newCoupon(_ form: Form) -> HTML {
        func field(_ name: String, _ key: String, kind: FieldKind = .text, optional: Bool = true, hint: String? = nil)
            -> HTML
        {
            var field = Field(name, say(Text(key)), kind: kind)
            field.isOptional = optional
            field.saysOptional = false
            field.hint = hint.map { say(Text($0)) }
            return sheet.field(field, in: form)
        }
        let chosen = Set(form.all("destination"))
        let places = services.shop.catalogue.destinations.map { place -> HTML in
            """
            <label class="keeping-place"><input type="checkbox" name="destination" value="\(place.slug)"\
            \(flag: "checked", chosen.contains(place.slug))> \(place.name[language])</label>
            """
        }
        return sheet.form(
            path("/coupons"), showing: form,
            """
            <p class="hint">\(say("keeping.coupon.needed"))</p>
            \(field("code", "keeping.coupon.code", optional: false, hint: "keeping.coupon.code-hint"))
            <div class="keeping-pair">\(field("percent", "keeping.coupon.percent", kind: .number))</div>
            <div class="keeping-pair">\(field("vnd", "keeping.coupon.vnd"))\(field("usd", "keeping.coupon.usd"))</div>
            <div class="keeping-pair">\(field("minimum-vnd", "keeping.coupon.minimum-vnd"))\(field("minimum-usd", "keeping.coupon.minimum-usd"))</div>
            <div class="keeping-pair">\(field("from", "keeping.coupon.from", kind: .date))\(field("until", "keeping.coupon.until", kind: .date))</div>
            <div class="keeping-pair">\(field("limit", "keeping.coupon.limit", kind: .number))\(field("per-buyer", "keeping.coupon.per-buyer", kind: .number))</div>
            \(sheet.disclosure(say("keeping.coupon.places"), "<div class=\"keeping-places\">\(places)</div>", isOpen: !chosen.isEmpty))
            <p class="actions">\(sheet.button(say("keeping.coupon.make")))</p>
            """)
    }
}
