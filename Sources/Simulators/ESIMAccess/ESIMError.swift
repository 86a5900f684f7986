// SPDX-License-Identifier: Apache-2.0

/// The provider's refusals: HTTP 200 with `success: false` (docs.esimaccess.com, error codes, read 2026-11).
enum ESIMError: String, Error, Sendable {
    case server = "000001"
    case headerMissing = "000101"
    case headerFormat = "000102"
    case wrongMethod = "000103"
    case notJSON = "000104"
    case parameterMissing = "000105"
    case parameterNull = "000106"
    case parameterLength = "000107"
    case timestampExpired = "101001"
    case addressBlocked = "101002"
    case signatureMismatch = "101003"
    case statusForbids = "200002"
    case wrongPrice = "200005"
    case wrongTotal = "200006"
    case noBalance = "200007"
    case orderParameters = "200008"
    case allocating = "200010"
    case noStock = "200011"
    case noSuchPackage = "310241"
    case noSuchOrder = "310272"
    case noSuchICCID = "310403"
    case busy = "900001"

    var message: String {
        switch self {
        case .server: "Server error"
        case .headerMissing: "Request header (mandatory) is null"
        case .headerFormat: "Wrong request header format"
        case .wrongMethod: "This https request method (get/post ) is not supported"
        case .notJSON: "Request in invalid JSON format"
        case .parameterMissing: "Request parameters (mandatory) are not contained"
        case .parameterNull: "Request parameter (mandatory) is null"
        case .parameterLength: "The length of the request parameter does not meet the requirement."
        case .timestampExpired: "The timestamp of the request has expired."
        case .addressBlocked: "This IP is in the blocklist."
        case .signatureMismatch: "Request signature mismatch."
        case .statusForbids: "This operation is not allowed due to the order status."
        case .wrongPrice: "Package price error. Check price."
        case .wrongTotal: "Total order price amount is wrong. Check prices."
        case .noBalance: "Insufficient account balance"
        case .orderParameters: "Order parameters error, please contact customer service."
        case .allocating: "Profile is being downloaded for the order."
        case .noStock: "Insufficient available Profiles for the package, please contact the customer service."
        case .noSuchPackage: "The packageCode does not exist."
        case .noSuchOrder: "The orderNo does not exist."
        case .noSuchICCID: "The ICCID does not exist in the order."
        case .busy: "The system is busy, please try again later."
        }
    }

    var json: JSON {
        ["success": false, "errorCode": .string(rawValue), "errorMsg": .string(message), "obj": nil]
    }
}
