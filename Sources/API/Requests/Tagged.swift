// SPDX-License-Identifier: Apache-2.0

import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Values

/// An answer with a mark of its content, so that who has it already is not sent it again (RFC 9110 §8.8.3, §13.1.2).
struct Tagged: Sendable {
    let text: String
    let tag: String
    private let type: String
    private let keeping: String

    init(_ text: String, type: String = "application/json", keeping: String = "private, no-cache") {
        self.text = text
        self.type = type
        self.keeping = keeping
        let digest = SHA256.hash(data: [UInt8](text.utf8))
        tag = "\"" + Base64URL.encode(Array(digest.prefix(12))) + "\""
    }

    func response(to request: Request) -> Response {
        let headers: HTTPFields = [.contentType: type, .cacheControl: keeping, .eTag: tag]
        if Self.list(request.headers[.ifNoneMatch] ?? "", has: tag) {
            return Response(status: .notModified, headers: [.cacheControl: keeping, .eTag: tag])
        }
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Whether one of the tags in a field is this one; a star stands for any. A proxy that packed the answer made it weak.
    static func list(_ field: String, has tag: String) -> Bool {
        field.split(separator: ",").map { $0.trimmingPrefix(" ") }.contains { part in
            let part = part.reversed().drop { $0 == " " }.reversed()
            let text = String(part)
            return text == "*" || text == tag || text == "W/" + tag
        }
    }
}
