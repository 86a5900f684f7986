// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Hummingbird
import NIOCore

/// Compresses text above 1 kB on its way out. Streams (no known length) and finished encodings pass as they are.
enum Compression {
    static func compressed(_ response: Response, for request: HTTPRequest) async throws -> Response {
        guard let length = response.body.contentLength, length > 1024, length < 4 << 20, accepts(request),
            response.headers[.contentEncoding] == nil, isText(response.headers[.contentType])
        else { return response }
        let bytes = try await response.body.collected()
        var response = response
        response.headers[.vary] = "Accept-Encoding"
        guard let packed = Gzip.compressed(bytes, level: 4) else {
            response.body = .init(byteBuffer: ByteBuffer(bytes: bytes))
            return response
        }
        response.headers[.contentEncoding] = "gzip"
        response.body = .init(byteBuffer: ByteBuffer(bytes: packed))
        return response
    }

    static func accepts(_ request: HTTPRequest) -> Bool {
        guard let accepted = request.headerFields[.acceptEncoding] else { return false }
        return accepted.contains("gzip") && !accepted.contains("gzip;q=0,") && !accepted.hasSuffix("gzip;q=0")
    }

    private static func isText(_ type: String?) -> Bool {
        guard let type, !type.hasPrefix("text/event-stream") else { return false }
        return type.hasPrefix("text/") || type.contains("json") || type.contains("xml") || type.contains("javascript")
    }
}

extension ResponseBody {
    /// The whole body in memory; only for bodies whose length is known.
    func collected() async throws -> [UInt8] {
        let sink = ByteSink()
        try await write(CollectingWriter(sink: sink))
        return sink.bytes
    }
}

private final class ByteSink {
    var bytes: [UInt8] = []
}

private struct CollectingWriter: ResponseBodyWriter {
    let sink: ByteSink

    mutating func write(_ buffer: ByteBuffer) async throws {
        sink.bytes.append(contentsOf: buffer.readableBytesView)
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
}
