// SPDX-License-Identifier: Apache-2.0

import Foundation

extension CheckoutSession {
    /// Reads and checks the parameters of `POST /v1/checkout/sessions`; throws what Stripe would answer.
    ///
    /// Payment mode with inline prices only: what the shops here use. `url` is made from the new id.
    init(creating form: FormFields, at now: Int64, url: (String) -> String) throws(StripeError) {
        try Self.refuseUnknown(form)
        guard let mode = form.nonEmpty("mode") else { throw .missing("mode") }
        guard mode == "payment" else {
            throw .invalid("mode", "Invalid mode: must be payment here; the world has no subscriptions or setup.")
        }
        id = StripeID.make("cs_test")
        created = now
        (lines, currency) = try Self.lines(in: form)
        guard let success = form.nonEmpty("success_url") else { throw .missing("success_url") }
        successURL = try Self.address(success, param: "success_url")
        cancelURL = try form.nonEmpty("cancel_url").map { value throws(StripeError) in
            try Self.address(value, param: "cancel_url")
        }
        clientReferenceID = try Self.text(form, "client_reference_id", limit: 200)
        customerEmail = try Self.email(form)
        locale = try Self.locale(form)
        metadata = try Self.metadata(form, "metadata")
        intentMetadata = try Self.metadata(form, "payment_intent_data[metadata]")
        expiresAt = try Self.expiry(form, now: now)
        let methods = form.list("payment_method_types")
        paymentMethodTypes = methods.isEmpty ? ["card"] : methods
        self.url = url(id)
        try checkTotal()
    }

    private static func refuseUnknown(_ form: FormFields) throws(StripeError) {
        let known: Set = [
            "after_expiration", "allow_promotion_codes", "automatic_tax", "billing_address_collection", "cancel_url",
            "client_reference_id", "consent_collection", "currency", "custom_fields", "custom_text", "customer",
            "customer_creation", "customer_email", "discounts", "expand", "expires_at", "invoice_creation",
            "line_items", "locale", "metadata", "mode", "payment_intent_data", "payment_method_collection",
            "payment_method_options", "payment_method_types", "phone_number_collection", "submit_type", "success_url",
            "tax_id_collection", "ui_mode",
        ]
        if let unknown = form.topLevelNames.first(where: { !known.contains($0) }) {
            throw .invalid(unknown, "Received unknown parameter: \(unknown)", code: "parameter_unknown")
        }
    }

    private static func lines(in form: FormFields) throws(StripeError) -> ([Line], String) {
        let indices = Set(form.children(of: "line_items").compactMap { Int($0.0.prefix { $0 != "]" }) }).sorted()
        guard !indices.isEmpty else { throw .missing("line_items") }
        guard indices.count <= 100 else { throw .invalid("line_items", "You can have at most 100 line items.") }
        var lines: [Line] = []
        var currency: String?
        for index in indices {
            let name = "line_items[\(index)]"
            let code = try Self.currency(form, name + "[price_data][currency]")
            if let currency, currency != code {
                throw .invalid(name, "All line items must have the same currency.")
            }
            currency = code
            lines.append(try line(form, name))
        }
        return (lines, currency ?? "")
    }

    private static func line(_ form: FormFields, _ name: String) throws(StripeError) -> Line {
        let amountName = name + "[price_data][unit_amount]"
        let quantityName = name + "[quantity]"
        let productName = name + "[price_data][product_data][name]"
        guard let product = form.nonEmpty(productName) else { throw .missing(productName) }
        return Line(
            id: StripeID.make("li"), name: product,
            description: form.nonEmpty(name + "[price_data][product_data][description]"),
            unitAmount: try integer(form, amountName, atLeast: 0), quantity: try integer(form, quantityName, atLeast: 1)
        )
    }

    private static func currency(_ form: FormFields, _ name: String) throws(StripeError) -> String {
        guard let code = form.nonEmpty(name)?.lowercased() else { throw .missing(name) }
        let known: Set = [
            "usd", "vnd", "eur", "gbp", "jpy", "aud", "cad", "sgd", "thb", "krw", "egp", "chf", "cny", "hkd", "myr",
        ]
        guard known.contains(code) else {
            throw .invalid(
                name,
                "Invalid currency: \(code). Stripe currently supports these currencies: "
                    + known.sorted().joined(separator: ", "))
        }
        return code
    }

    static func integer(_ form: FormFields, _ name: String, atLeast least: Int64) throws(StripeError) -> Int64 {
        guard let text = form.nonEmpty(name) else { throw .missing(name) }
        guard let number = Int64(text) else {
            throw .invalid(name, "Invalid integer: \(text)", code: "parameter_invalid_integer")
        }
        guard number >= least else {
            throw .invalid(
                name, "This value must be greater than or equal to \(least).", code: "parameter_invalid_integer")
        }
        return number
    }

    private static func address(_ text: String, param: String) throws(StripeError) -> String {
        let plain = text.replacing("{", with: "%7B").replacing("}", with: "%7D")
        guard text.utf8.count <= 5_000, let parts = URLComponents(string: plain),
            parts.scheme == "http" || parts.scheme == "https", parts.host?.isEmpty == false
        else {
            throw .invalid(
                param, "Invalid URL: An explicit scheme (such as https) must be provided.", code: "url_invalid")
        }
        return text
    }

    private static func text(_ form: FormFields, _ name: String, limit: Int) throws(StripeError) -> String? {
        guard let text = form.nonEmpty(name) else { return nil }
        guard text.count <= limit else {
            throw .invalid(
                name, "Invalid string: must be at most \(limit) characters", code: "parameter_invalid_string")
        }
        return text
    }

    private static func email(_ form: FormFields) throws(StripeError) -> String? {
        guard let email = form.nonEmpty("customer_email") else { return nil }
        let parts = email.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !email.contains(" ") else {
            throw .invalid("customer_email", "Invalid email address: \(email)", code: "email_invalid")
        }
        return email
    }

    private static func locale(_ form: FormFields) throws(StripeError) -> String? {
        guard let locale = form.nonEmpty("locale") else { return nil }
        let known: Set = [
            "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hr",
            "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk",
            "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
        ]
        guard known.contains(locale) else {
            throw .invalid("locale", "Invalid locale: must be one of \(known.sorted().joined(separator: ", "))")
        }
        return locale
    }

    static func metadata(_ form: FormFields, _ name: String) throws(StripeError) -> [(String, String)] {
        let pairs = form.children(of: name)
        guard pairs.count <= 50 else { throw .invalid(name, "Metadata can have up to 50 keys.") }
        for (key, value) in pairs {
            guard key.count <= 40 else {
                throw .invalid(name, "Metadata keys must be at most 40 characters, but '\(key)' is \(key.count).")
            }
            guard value.count <= 500 else {
                throw .invalid(
                    "\(name)[\(key)]", "Metadata values must be at most 500 characters, but yours is \(value.count).")
            }
        }
        return pairs
    }

    /// 30 minutes to 24 hours after creation; 24 hours if not said.
    private static func expiry(_ form: FormFields, now: Int64) throws(StripeError) -> Int64 {
        guard form.nonEmpty("expires_at") != nil else { return now + 86_400 }
        let at = try integer(form, "expires_at", atLeast: 0)
        // A few seconds' grace: the shop computed the time before it sent it.
        guard at >= now + 1_800 - 30 else {
            throw .invalid(
                "expires_at", "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.")
        }
        guard at <= now + 86_400 + 30 else {
            throw .invalid(
                "expires_at", "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.")
        }
        return at
    }

    /// Stripe takes amounts worth at least US$0.50 and of at most eight digits.
    private func checkTotal() throws(StripeError) {
        let least: [String: Int64] = ["vnd": 12_000, "jpy": 50, "krw": 700, "thb": 1_000]
        guard total >= least[currency] ?? 50 else {
            throw StripeError(
                status: 400, code: "amount_too_small",
                message: "The Checkout Session's total amount must convert to at least 50 cents.")
        }
        guard total <= 99_999_999 else {
            throw StripeError(
                status: 400, code: "amount_too_large",
                message: "The Checkout Session's total amount must be no more than 99999999.")
        }
    }
}
