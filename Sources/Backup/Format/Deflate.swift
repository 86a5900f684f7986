// SPDX-License-Identifier: Apache-2.0

import CZlib

/// zlib (RFC 1950) for chunks. Sealed values do not shrink, and are then left as they are.
enum Deflate {
    /// Nil when it would not get smaller.
    static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes.count > 64 else { return nil }
        var length = UInt(bytes.count)
        var isSmaller = false
        let output = [UInt8](unsafeUninitializedCapacity: bytes.count) { buffer, count in
            // A buffer of the input's length is refused with Z_BUF_ERROR when the output would be longer.
            isSmaller = compress2(buffer.baseAddress, &length, bytes, UInt(bytes.count), 6) == Z_OK
            count = isSmaller ? Int(length) : 0
        }
        return isSmaller && output.count < bytes.count ? output : nil
    }

    /// Nil when the bytes are not what `compressed` gave for so many.
    static func expanded(_ bytes: ArraySlice<UInt8>, to length: Int) -> [UInt8]? {
        let source = Array(bytes)
        var found = UInt(length)
        var isWhole = false
        let output = [UInt8](unsafeUninitializedCapacity: max(length, 1)) { buffer, count in
            isWhole = uncompress(buffer.baseAddress, &found, source, UInt(source.count)) == Z_OK
            count = isWhole ? Int(found) : 0
        }
        return isWhole && output.count == length ? output : nil
    }
}
