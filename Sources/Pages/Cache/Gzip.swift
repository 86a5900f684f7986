// SPDX-License-Identifier: Apache-2.0

import CZlib

/// gzip (RFC 1952) by zlib.
enum Gzip {
    /// nil only when zlib has no memory left: then the plain bytes are sent.
    static func compressed(_ bytes: [UInt8], level: Int32) -> [UInt8]? {
        deflated(bytes, level: level, windowBits: 15 + 16)
    }

    /// The zlib format (RFC 1950), which PNG wants.
    static func zlibStream(_ bytes: [UInt8]) -> [UInt8]? {
        deflated(bytes, level: 9, windowBits: 15)
    }

    private static func deflated(_ bytes: [UInt8], level: Int32, windowBits: Int32) -> [UInt8]? {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        guard deflateInit2_(&stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size) == Z_OK
        else { return nil }
        defer { deflateEnd(&stream) }
        var source = bytes
        let bound = Int(deflateBound(&stream, UInt(bytes.count)))
        return source.withUnsafeMutableBufferPointer { input in
            var isFinished = false
            let output = [UInt8](unsafeUninitializedCapacity: bound) { output, count in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(output.count)
                isFinished = deflate(&stream, Z_FINISH) == Z_STREAM_END
                count = Int(stream.total_out)
            }
            return isFinished ? output : nil
        }
    }
}
