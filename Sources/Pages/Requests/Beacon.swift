// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore

/// A small report that a script of ours sends by itself. It changes nothing for anybody and so carries no token; but it has
/// to say that one of our own pages sends it, and be small.
package struct Beacon: Sendable {
    static let byteLimit = 2 * 1024

    private let fields: [String: String]

    /// Throws 403 for what does not come from one of our pages, 413, 415 and 400 as a form does.
    package static func read(_ request: Request) async throws -> Beacon {
        guard request.headers[.origin] != nil || request.headers[.secFetchSite] == "same-origin" else {
            throw PageProblem(.forbidden)
        }
        try Form.refuseForeignOrigin(request)
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw PageProblem(.unsupportedMediaType) }
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: byteLimit)
        } catch is NIOTooManyBytesError {
            throw PageProblem(.contentTooLarge)
        }
        guard let fields = FormDecoding.fields(of: body.readableBytesView) else { throw PageProblem(.badRequest) }
        return Beacon(fields: Dictionary(fields.map { ($0.name, $0.value) }) { first, _ in first })
    }

    package subscript(_ name: String) -> String { fields[name] ?? "" }
}
