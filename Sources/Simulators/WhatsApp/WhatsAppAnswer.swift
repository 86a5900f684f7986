// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What the Graph API answers: an object, or an error whose code alone is to be relied on.
enum WhatsAppAnswer: Sendable {
    case ok(JSON)
    case failed(WhatsAppError)

    var answer: Answer {
        switch self {
        case .ok(let object): .json(object)
        case .failed(let error): .json(error.json, status: .init(code: error.status))
        }
    }
}

struct WhatsAppError: Error, Sendable {
    let code: Int
    let words: String
    /// Meta has been seen to send the same code under several.
    var status = 400

    static func invalid(_ why: String) -> WhatsAppError { WhatsAppError(code: 100, words: why) }
    static let windowClosed = WhatsAppError(
        code: 131_047, words: "Re-engagement message: more than 24 hours have passed since the recipient last replied")
    static let noAccess = WhatsAppError(code: 190, words: "Invalid OAuth access token", status: 401)
    static let foreign = WhatsAppError(code: 10, words: "Permission denied for this number", status: 403)

    var json: JSON {
        [
            "error": [
                "message": .string("(#\(code)) \(words)"), "type": "OAuthException", "code": .integer(Int64(code)),
                "error_data": ["messaging_product": "whatsapp", "details": .string(words)],
                "fbtrace_id": .string(Token.make(23)),
            ]
        ]
    }
}
