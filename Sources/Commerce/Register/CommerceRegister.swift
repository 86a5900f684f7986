// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// Every table of commerce in the privacy register.
package let commerceTables: [RegisteredTable] =
    catalogueTables + orderTables + paymentTables + moneyTables + fraudTables
    + supplyTables

private let catalogueTables = [
    RegisteredTable(
        "catalogue", label: "register.catalogue", onErasure: .nothing,
        columns: [
            "id", "version", "vnd_per_usd", "rate_from", "minimum_margin", "followed_change", "changed_at",
        ].map { .plain($0) }),
    RegisteredTable(
        "destinations", key: "slug", label: "register.destinations", onErasure: .nothing,
        columns: [
            "slug", "position", "region", "name_vi", "name_en", "countries", "networks", "speed", "hotspot",
        ].map { .plain($0) }),
    RegisteredTable(
        "plans", key: "slug", label: "register.plans", onErasure: .nothing,
        columns: [
            "slug", "position", "destination", "data_bytes", "daily", "validity_days", "price_vnd", "price_usd",
            "supplier_code", "supplier_price", "state", "available", "revision", "supplier",
        ].map { .plain($0) }),
    RegisteredTable(
        "top_ups", key: "slug", label: "register.top-ups", onErasure: .nothing,
        columns: [
            "slug", "position", "destination", "data_bytes", "validity_days", "price_vnd", "price_usd",
            "supplier_code", "supplier_price", "listed", "available", "supplier",
        ].map { .plain($0) }),
    RegisteredTable(
        "further_packages", key: "offer, position", label: "register.further-packages", onErasure: .nothing,
        columns: [
            "offer", "position", "supplier", "supplier_code", "supplier_price", "available",
        ].map { .plain($0) }),
    RegisteredTable(
        "plan_prices", key: "plan", label: "register.plan-prices", onErasure: .nothing,
        columns: ["plan", "starts_at", "price_vnd", "price_usd"].map { .plain($0) }),
    RegisteredTable(
        "plan_changes", label: "register.plan-changes", onErasure: .nothing,
        columns: [
            "id", "plan", "kind", "price_vnd", "price_usd", "supplier_price", "starts_at", "at",
        ].map { .plain($0) }),
    RegisteredTable(
        "supplier_findings", label: "register.supplier-findings", onErasure: .nothing,
        columns: [
            "id", "plan", "kind", "old_price", "new_price", "proposed_vnd", "proposed_usd", "state", "found_at",
            "decided_at",
        ].map { .plain($0) }),
    RegisteredTable(
        "supplier_balances", key: "supplier", label: "register.supplier-balances", onErasure: .nothing,
        columns: ["supplier", "balance", "asked_at", "low_since"].map { .plain($0) }),
]

private let orderTables = [
    RegisteredTable(
        "orders", label: "register.orders", onErasure: .clear(["person_id", "attempt", "draft_digest"]),
        term: .ends(
            RowEnd(
                [.order], from: bought(by: "orders.person_id", "orders.placed_at"),
                .clear(["person_id", "attempt", "draft_digest"]))),
        columns: [
            .plain("id"), .coded("number", .order), .coded("kind", .order), .coded("state", .order),
            .coded("state_before_freeze", .order), .person("person_id"), .plain("attempt"), .plain("draft_digest"),
            .coded("esim_id", .order), .coded("amount", .order), .coded("currency", .order),
            .coded("language", .order), .coded("policy_version", .acceptance), .coded("minimum_age", .acceptance),
            .coded("immediate_supply_agreed", .acceptance), .coded("placed_at", .order), .coded("changed_at", .order),
            .coded("service_ends_at", .order), .plain("seal"), .plain("lines_seal"),
        ]),
    RegisteredTable(
        "order_lines", label: "register.order-lines", onErasure: .nothing,
        columns: [
            "id", "order_id", "position", "slug", "name_vi", "name_en", "quantity", "unit_price", "supplier_code",
            "supplier_price", "supplier",
        ].map { .plain($0) }),
    RegisteredTable(
        "line_packages", key: "line_id, position", label: "register.line-packages", onErasure: .nothing,
        columns: ["line_id", "position", "supplier", "supplier_code", "supplier_price"].map { .plain($0) }),
    RegisteredTable(
        "buyers", key: "person_id", label: "register.buyers", onErasure: .delete,
        term: .ends(
            RowEnd([.emailAddress], from: ServiceEndQueries.lastEnd(of: "buyers.person_id"), .delete)),
        columns: [.person("person_id"), .sealed(.buyerEmail)]),
    RegisteredTable(
        "coupons", label: "register.coupons", onErasure: .nothing,
        columns: [
            "id", "code", "percent", "amount_vnd", "amount_usd", "minimum_vnd", "minimum_usd", "destinations",
            "starts_at", "ends_at", "limit_total", "limit_per_buyer", "uses", "made_at", "ended_at",
        ].map { .plain($0) }),
    RegisteredTable(
        "coupon_uses", key: "order_id", label: "register.coupon-uses",
        onErasure: .clear(["person_id", "buyer_digest"]),
        term: .ends(
            RowEnd(
                [.order], from: bought(by: "coupon_uses.person_id", "coupon_uses.used_at"),
                .clear(["person_id", "buyer_digest"]))),
        columns: [
            .plain("order_id"), .plain("coupon_id"), .person("person_id"), .plain("buyer_digest"),
            .coded("state", .order), .coded("amount", .order), .coded("used_at", .order),
        ]),
    RegisteredTable(
        "invoices", label: "register.invoices", onErasure: .keepUnderHold,
        term: .ends(RowEnd([.invoiceMinimum], from: ServiceEndQueries.saleOfInvoice, .delete)),
        columns: [.plain("id"), .plain("basis"), .plain("end_year"), .plain("holder"), .held(.invoiceContent)]),
    RegisteredTable(
        "order_events", label: "register.order-events", onErasure: .nothing,
        columns: ["id", "order_id", "kind", "state", "actor", "detail", "at"].map { .plain($0) }),
    RegisteredTable(
        "withdrawals", label: "register.withdrawals", onErasure: .nothing,
        columns: ["id", "stated_at", "decision", "decided_at"].map { .plain($0) }),
    RegisteredTable(
        "attentions", label: "register.attentions", onErasure: .nothing,
        columns: ["id", "order_id", "reason", "subject", "detail", "raised_at", "resolved_at"].map { .plain($0) }),
]

private let paymentLinks = [
    "person_id", "reference", "reference_digest", "charge", "charge_digest", "page", "card",
]

private let refundLinks = ["person_id", "reference", "reference_digest"]

private let paymentTables = [
    RegisteredTable(
        "payments", label: "register.payments",
        onErasure: .clear(paymentLinks),
        term: .ends(
            RowEnd(
                [.paymentReference], from: bought(by: "payments.person_id", "payments.begun_at"), .clear(paymentLinks))),
        columns: [
            .plain("id"), .plain("order_id"), .plain("attempt"), .coded("processor", .order), .person("person_id"),
            .coded("state", .order), .coded("amount", .order), .coded("currency", .order), .coded("received", .order),
            .sealed(.paymentReference),
            .plain("reference_digest"), .sealed(.paymentCharge), .plain("charge_digest"), .sealed(.paymentPage),
            .sealed(.paymentCard), .plain("expires_at"), .coded("begun_at", .order), .plain("changed_at"),
        ]),
    RegisteredTable(
        "refunds", label: "register.refunds", onErasure: .clear(refundLinks),
        term: .ends(
            RowEnd(
                [.paymentReference], from: bought(by: "refunds.person_id", "refunds.requested_at"), .clear(refundLinks))
        ),
        columns: [
            .plain("id"), .plain("payment_id"), .plain("order_id"), .person("person_id"), .coded("amount", .order),
            .coded("currency", .order), .coded("reason", .order), .coded("state", .order), .plain("problem"),
            .sealed(.refundReference), .plain("reference_digest"), .plain("key_number"), .plain("sent_at"),
            .coded("requested_at", .order), .plain("changed_at"),
        ]),
    RegisteredTable(
        "plan_stock", label: "register.plan-stock", onErasure: .nothing,
        columns: ["plan", "for_sale", "taken"].map { .plain($0) }),
    RegisteredTable(
        "stock_uses", label: "register.stock-uses", onErasure: .nothing,
        columns: ["order_id", "plan", "quantity", "state"].map { .plain($0) }),
    RegisteredTable(
        "disputes", label: "register.disputes", onErasure: .nothing,
        columns: [
            "id", "order_id", "payment_id", "digest", "state", "reason", "amount", "currency", "due_at", "withdrawn_at",
            "reinstated_at", "raised_at", "changed_at",
        ].map { .plain($0) }),
]

private let fraudTables = [
    RegisteredTable(
        "fraud_marks", label: "register.fraud-marks", onErasure: .nothing,
        term: .ends(RowEnd([.networkAddress], from: "fraud_marks.at", .delete)),
        columns: [.plain("id"), .plain("kind"), .coded("code", .networkAddress), .plain("at")]),
    RegisteredTable(
        "order_reviews", label: "register.order-reviews", onErasure: .clear(["person_id", "note"]),
        term: .ends(
            RowEnd(
                [.order], from: bought(by: "order_reviews.person_id", "order_reviews.raised_at"),
                .clear(["person_id", "note"]))),
        columns: [
            .plain("id"), .person("person_id"), .coded("reasons", .order), .coded("state", .order),
            .sealed(.reviewNote), .plain("raised_at"), .plain("decided_at"),
        ]),
]

private let moneyLinks = ["person_id", "reference", "content", "payer"]

private let moneyTables = [
    RegisteredTable(
        "incoming_money", label: "register.incoming-money", onErasure: .clear(moneyLinks),
        term: .ends(RowEnd([.bankTransfer], from: "incoming_money.received_at", .clear(moneyLinks))),
        columns: [
            .plain("id"), .plain("source"), .plain("digest"), .person("person_id"), .coded("amount", .bankTransfer),
            .coded("currency", .bankTransfer), .plain("open_amount"), .plain("reason"), .sealed(.moneyReference),
            .sealed(.moneyContent), .sealed(.moneyPayer), .coded("received_at", .bankTransfer), .plain("recorded_at"),
        ]),
    RegisteredTable(
        "money_uses", label: "register.money-uses", onErasure: .nothing,
        columns: ["id", "money_id", "kind", "amount", "payment_id", "actor", "detail", "at"].map { .plain($0) }),
]

private let supplyTables = [
    RegisteredTable(
        "supplies", label: "register.supplies", onErasure: .clear(["person_id", "reference", "reference_digest"]),
        term: .ends(
            RowEnd(
                [.order], from: bought(by: "supplies.person_id", "supplies.ordered_at"),
                .clear(["person_id", "reference", "reference_digest"]))),
        columns: [
            .plain("id"), .plain("order_id"), .person("person_id"), .coded("state", .order), .plain("tries"),
            .sealed(.supplyReference), .plain("reference_digest"), .plain("problem"), .plain("ordered_at"),
            .plain("changed_at"), .coded("supplier", .order), .plain("package"), .plain("asked_at"), .plain("cost"),
        ]),
    RegisteredTable(
        "esims", label: "register.esims", onErasure: .delete,
        term: .ends(RowEnd([.esimProfile, .esimUsage], from: ServiceEndQueries.ofEsim, .delete)),
        columns: [
            .plain("id"), .plain("order_id"), .plain("line_id"), .plain("position"), .person("person_id"),
            .sealed(.esimProfile), .sealed(.esimICCID), .sealed(.esimActivationCode), .coded("state", .esimUsage),
            .coded("total_bytes", .esimUsage), .coded("used_bytes", .esimUsage), .coded("expires_at", .esimUsage),
            .plain("checked_at"), .coded("supplier", .order), .plain("profile_digest"),
        ]),
    RegisteredTable(
        "usage_notices", key: "esim_id, kind, mark", label: "register.usage-notices", onErasure: .nothing,
        term: .follows("esims"), columns: ["esim_id", "kind", "mark", "noted_at"].map { .plain($0) }),
    RegisteredTable(
        "order_mails", key: "order_id", label: "register.order-mails", onErasure: .nothing,
        columns: ["order_id", "kind", "copy", "state", "queued_at", "changed_at"].map { .plain($0) }),
    RegisteredTable(
        "email_corrections", label: "register.email-corrections", onErasure: .delete, term: .ownMechanism,
        columns: [
            .plain("id"), .plain("order_id"), .person("person_id"), .plain("language"), .plain("state"),
            .sealed(.correctedEmail), .sealed(.formerEmail), .plain("asked_at"),
        ]),
    RegisteredTable(
        "order_link_requests", label: "register.order-link-requests", onErasure: .delete,
        term: .ends(RowEnd([.order], from: "order_link_requests.asked_at", .delete)),
        columns: [.plain("id"), .plain("request_id"), .person("person_id"), .plain("asked_at")]),
]

/// What a purchase's terms count from: its day, or the end of everything its buyer bought.
private func bought(by personColumn: String, _ day: String) -> [Retention.Start: String] {
    [.serviceEnded: ServiceEndQueries.lastEnd(of: personColumn), .sale: day, .collected: day]
}
