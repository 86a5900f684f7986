// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// Airalo's refusals (developers.partners.airalo.com, "Error handling", read 2026-11-21): mostly HTTP 422 with a code and a reason, or with the
/// fields that were wrong.
enum AiraloError: Error, Sendable {
    case business(code: Int, reason: String)
    case invalid(field: String, message: String)
    case unauthorised
    case wrongClient
    case tooMany
    case notFound

    static let noBalance = AiraloError.business(code: 11, reason: "Insufficient Airalo Credit: top up your account")
    static let noStock = AiraloError.business(
        code: 33,
        reason: "Insufficient stock of eSIMs remaining: 0. Please try your request again later.")
    static let noSuchPackage = AiraloError.invalid(field: "package_id", message: "The selected package is invalid.")
    static let noSuchSim = AiraloError.invalid(field: "iccid", message: "The selected iccid is invalid.")

    static func planned(_ code: Int) -> AiraloError {
        switch code {
        case 11: noBalance
        case 33: noStock
        default: .business(code: code, reason: "Refused on purpose, by a scenario.")
        }
    }

    var answer: Answer {
        switch self {
        case .business(let code, let reason):
            .json(["code": .integer(Int64(code)), "reason": .string(reason)], status: .unprocessableContent)
        case .invalid(let field, let message):
            .json(
                [
                    "data": .object([.init(key: field, value: .string(message))]),
                    "meta": ["message": "the parameter is invalid"],
                ], status: .unprocessableContent)
        case .unauthorised:
            .json(["data": [], "meta": ["message": "This request is unauthenticated."]], status: .unauthorized)
        case .wrongClient:
            .json(["data": [], "meta": ["message": "Client authentication failed"]], status: .unauthorized)
        case .tooMany:
            .json(["message": "Too Many Attempts."], status: .tooManyRequests)
        case .notFound:
            .json(["data": [], "meta": ["message": "messages.resource_not_found"]], status: .notFound)
        }
    }
}
