// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Problems as people read them: what happened, what to do, a reference; and as JSON for programs.
struct ErrorPages {
    let request: Request
    let context: PageContext

    /// Paths under `/api/` and requests that accept JSON but no HTML.
    var isForProgram: Bool {
        if request.uri.path.hasPrefix("/api/") { return true }
        guard let accept = request.headers[.accept] else { return false }
        return accept.contains("application/json") && !accept.contains("text/html")
    }

    func response(to problem: PageProblem) -> Response {
        let sheet = context.sheet
        let code = problem.status.code
        let isKnown = sheet.wording.has("requests.error.\(code).title")
        let name = isKnown ? String(code) : code < 500 ? "400" : "500"
        let title = sheet.text(Text("requests.error.\(name).title"))
        let message = sheet.text(problem.text ?? Text("requests.error.\(name).text"))
        let reference = code >= 500 ? context.reference : nil
        var response =
            isForProgram
            ? json(title: title, status: problem.status)
            : .page(sheet.errorPage(title: title, text: message, reference: reference), status: problem.status)
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    /// The headers of an error that mean something to the client.
    static func kept(of headers: HTTPFields) -> HTTPFields {
        headers.reduce(into: HTTPFields()) { kept, field in
            if [.allow, .retryAfter, .wwwAuthenticate, .setCookie].contains(field.name) { kept.append(field) }
        }
    }

    /// RFC 9457 problem details.
    private func json(title: String, status: HTTPResponse.Status) -> Response {
        struct Problem: Encodable {
            let title: String
            let status: Int
            let reference: String
        }
        let problem = Problem(title: title, status: status.code, reference: context.reference)
        let body = (try? JSONEncoder().encode(problem)) ?? Data()  // three plain values always encode
        return Response(
            status: status, headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }
}
