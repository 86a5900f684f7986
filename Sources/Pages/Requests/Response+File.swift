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
}
