// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// A refusal in Stripe's words and form (docs.stripe.com/api/errors, read 2026-11).
struct StripeError: Error, Hashable, Sendable {
    var status: Int
    var type = "invalid_request_error"
    var code: String?
    var declineCode: String?
    var message: String
    var param: String?
    /// Whether the work had begun, so that the result is kept under the idempotency key.
    var begun = false

    var json: JSON {
        var error: JSON = [:]
        if let code {
            error["code"] = .string(code)
            error["doc_url"] = .string("https://stripe.com/docs/error-codes/" + code.replacing("_", with: "-"))
        }
        if let declineCode { error["decline_code"] = .string(declineCode) }
        error["message"] = .string(message)
        if let param { error["param"] = .string(param) }
        error["type"] = .string(type)
        return ["error": error]
    }

    static func missing(_ param: String) -> StripeError {
        StripeError(
            status: 400, code: "parameter_missing", message: "Missing required param: \(param).", param: param)
    }

    static func invalid(_ param: String, _ message: String, code: String? = nil) -> StripeError {
        StripeError(status: 400, code: code, message: message, param: param)
    }

    static func noSuch(_ kind: String, _ id: String, param: String) -> StripeError {
        StripeError(status: 404, code: "resource_missing", message: "No such \(kind): '\(id)'", param: param)
    }

    static func unauthorised(key: String?) -> StripeError {
        guard let key else {
            return StripeError(
                status: 401,
                message: "You did not provide an API key. You need to provide your API key in the Authorization header,"
                    + " using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').")
        }
        let shown = key.prefix(8) + String(repeating: "*", count: max(0, key.count - 12)) + key.suffix(4)
        return StripeError(status: 401, message: "Invalid API Key provided: \(shown)")
    }

    static func keyInUse(_ key: String) -> StripeError {
        StripeError(
            status: 409, code: "idempotency_key_in_use",
            message: "There is currently another in-progress request using this Idempotent Key (that probably means you"
                + " submitted twice, and the other request is still going through): \(key). Please try again later.")
    }

    static func keyReused(_ key: String) -> StripeError {
        StripeError(
            status: 400, type: "idempotency_error",
            message: "Keys for idempotent requests can only be used with the same parameters they were first used with."
                + " Try using a key other than '\(key)' if you meant to execute a different request.")
    }

    static let busy = StripeError(
        status: 429, code: "rate_limit", message: "Request rate limit exceeded. Learn more about rate limits.")

    /// What a scenario asked for.
    static func planned(_ failure: Turn.Failure) -> StripeError {
        switch failure.status {
        case 402:
            StripeError(
                status: 402, type: "card_error", code: failure.code.isEmpty ? "card_declined" : failure.code,
                message: "Your card was declined.")
        case 429: busy
        case 400..<500:
            StripeError(
                status: failure.status, code: failure.code.isEmpty ? nil : failure.code,
                message: "The request was refused on purpose, by a scenario.")
        default:
            StripeError(
                status: failure.status, type: "api_error", code: failure.code.isEmpty ? nil : failure.code,
                message: "An unknown error occurred")
        }
    }
}
