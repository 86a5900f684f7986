// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore
import Pages

/// Why there is no answer (RFC 9457). In English: those who read it write programs.
struct Problem: Sendable {
    let status: HTTPResponse.Status
    let detail: String
    /// By which the shop's log knows the request.
    let reference: String
    let headers: HTTPFields

    init(_ status: HTTPResponse.Status, _ detail: String, _ context: PageContext, headers: HTTPFields = [:]) {
        self.status = status
        self.detail = detail
        reference = context.reference
        self.headers = headers
    }

    static let shape = Shape<Problem>(
        "Problem",
        [
            .text("title", "What kind of problem it is.") { $0.status.reasonPhrase },
            .integer("status", .integer(400...599), "The status once more.") { Int64($0.status.code) },
            .text("detail", "What is wrong with this question.") { $0.detail },
            .text("reference", "Tell us this number.") { $0.reference },
        ])

    var response: Response {
        var response = Response(
            status: status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(string: Self.shape.written(self).text)))
        for field in headers { response.headers[field.name] = field.value }
        return response
    }
}
