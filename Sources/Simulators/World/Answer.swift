// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore

/// What the world sends back.
struct Answer: Sendable {
    var status: HTTPResponse.Status = .ok
    var headers: HTTPFields = [:]
    var body: [UInt8] = []

    static func json(_ json: JSON, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            status: status, headers: [.contentType: "application/json; charset=utf-8"], body: Array(json.text.utf8))
    }

    static func page(_ markup: Markup, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(
            status: status,
            headers: [.contentType: "text/html; charset=utf-8", .contentSecurityPolicy: pagePolicy],
            body: Array(markup.text.utf8))
    }

    static func redirect(to location: String) -> Answer {
        Answer(status: .seeOther, headers: [.location: location])
    }

    static func notFound(_ what: String) -> Answer {
        .json(["error": .string("no such \(what)")], status: .notFound)
    }

    static func badRequest(_ why: String) -> Answer {
        .json(["error": .string(why)], status: .badRequest)
    }

    var response: Response {
        Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
    }

    /// The work was done, but the connection closes before the answer is through.
    var lostResponse: Response {
        Response(
            status: status, headers: headers,
            body: ResponseBody(contentLength: max(body.count, 1)) { _ in throw AnswerLost() })
    }

    struct AnswerLost: Error {}

    // No `form-action`: after the card form the browser is redirected to the shop, which Chromium counts as its target.
    private static let pagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self'; base-uri 'none'"
}
