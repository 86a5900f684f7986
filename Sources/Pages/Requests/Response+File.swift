// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore

extension Response {
    /// A text the browser puts into a file. The name is ours: ASCII without quotes.
    package static func file(_ text: String, named name: String, as type: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: type, .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(name)\"",
            ], body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// Lines of JSON as they come, for a script that shows how far some work is. Ends when `lines` does, or when nobody reads on.
    package static func lines(_ lines: some AsyncSequence<String, Never> & Sendable) -> Response {
        let body = ResponseBody { writer in
            for await line in lines { try await writer.write(ByteBuffer(string: line + "\n")) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store"], body: body)
    }

    /// A file somebody sent, as it comes out of the store. Browsers save it and never run it: it is no page of ours, whatever it says.
    package static func file<Pieces: AsyncSequence & Sendable>(
        named name: String, type: String, size: Int, _ content: Pieces
    ) -> Response where Pieces.Element == [UInt8] {
        let plain = String(
            name.unicodeScalars.map { $0.isASCII && !"\"\\%".unicodeScalars.contains($0) ? Character($0) : "_" })
        return Response(
            status: .ok,
            headers: [
                .contentType: type == "text/plain" ? "text/plain; charset=utf-8" : type,
                .contentDisposition: "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(percentEncoded(name))",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
                .cacheControl: "private, no-store",
            ],
            body: ResponseBody(contentLength: size) { writer in
                for try await piece in content { try await writer.write(ByteBuffer(bytes: piece)) }
                try await writer.finish(nil)
            })
    }

    /// RFC 8187: what is not an `attr-char` is written as its bytes.
    private static func percentEncoded(_ text: String) -> String {
        let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~".utf8)
        return text.utf8.map { byte in
            guard !plain.contains(byte) else { return String(UnicodeScalar(byte)) }
            return "%" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
        }.joined()
    }
}
