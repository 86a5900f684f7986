// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird

/// A request to the world with its body read: at most 1 MiB, more is answered 413.
struct WorldRequest: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let query: FormFields
    let headers: HTTPFields
    let body: [UInt8]
    /// What the route's `{name}` parts matched.
    var parameters: [String: String] = [:]

    var bodyText: String { String(decoding: body, as: UTF8.self) }
    var form: FormFields { FormFields(bodyText) }

    func header(_ name: String) -> String? {
        HTTPField.Name(name).flatMap { headers[$0] }
    }

    /// A page's button was pressed: such a call is answered by going back to the page.
    var isFromPage: Bool {
        header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true
            && header("Accept")?.contains("text/html") == true
    }

    /// The fields of a control call, sent as JSON by tests or as a form by the pages' buttons.
    var fields: JSON {
        if header("Content-Type")?.hasPrefix("application/x-www-form-urlencoded") == true {
            return JSON(form.fields.map { ($0.name, $0.value) })
        }
        return JSON(parsing: body) ?? [:]
    }
}

extension WorldRequest {
    init(_ request: Request) async throws {
        method = request.method
        path = request.uri.path
        query = FormFields(request.uri.query ?? "")
        headers = request.headers
        body = Array(try await request.body.collect(upTo: 1 << 20).readableBytesView)
    }
}
