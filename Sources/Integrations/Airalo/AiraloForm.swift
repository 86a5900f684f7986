// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The body of a request that Airalo takes as `multipart/form-data` (RFC 7578): text fields only.
struct AiraloForm: Sendable {
    private let boundary = "sampan-" + UUID().uuidString
    private var parts = ""

    init(_ fields: KeyValuePairs<String, String>) {
        for (name, value) in fields {
            // Values are codes of ours and the supplier's: they hold neither quotes nor line breaks.
            parts += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }
    var bytes: [UInt8] { [UInt8]("\(parts)--\(boundary)--\r\n".utf8) }
}
