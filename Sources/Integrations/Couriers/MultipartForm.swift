// SPDX-License-Identifier: Apache-2.0

/// A form with one file at its end (RFC 7578).
struct MultipartForm {
    private let boundary: String
    private var bytes: [UInt8] = []

    init() {
        boundary = "sampan-" + (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }

    var contentType: String { "multipart/form-data; boundary=\(boundary)" }

    mutating func add(_ name: String, _ value: String) {
        bytes += "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n".utf8
    }

    /// The content follows by `append`.
    mutating func begin(_ name: String, fileName: String, type: String) {
        let safe = fileName.filter { $0 != "\"" && $0 != "\\" && !$0.isNewline }
        let head = "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"; filename=\"\(safe)\"\r\n"
        bytes += (head + "Content-Type: \(type)\r\n\r\n").utf8
    }

    mutating func append(_ content: [UInt8]) { bytes += content }

    /// The whole, after the last piece.
    var finished: [UInt8] { bytes + "\r\n--\(boundary)--\r\n".utf8 }
}
