// SPDX-License-Identifier: Apache-2.0

/// Keeps the chunks of a WebP (RFC 9649) that make the picture. The length of the whole stands at its beginning, so that what goes, EXIF
/// and XMP above all, is overwritten with nothing and named as nothing; whatever stands behind the end goes.
struct WebPCleaner: MediaCleaner {
    private static let headLength = 12
    private static let kept: Set<String> = ["VP8 ", "VP8L", "VP8X", "ANIM", "ANMF", "ALPH", "ICCP"]
    private static let aboutMetadata: UInt8 = 0x08 | 0x04

    private var waiting: [UInt8] = []
    /// What is still to come of the whole; nil before it has begun.
    private var whole: Int?
    /// What is still to come of the present chunk.
    private var rest = 0
    private var isKept = true
    private var hasFlags = false
    private var hasPicture = false

    mutating func clean(_ piece: [UInt8]) throws(MediaRefusal) -> [UInt8] {
        if whole == 0 { return [] }
        waiting += piece
        var kept: [UInt8] = []
        var index = 0
        if whole == nil {
            guard waiting.count >= Self.headLength else { return [] }
            let size = Self.number(waiting[4..<8])
            guard size >= 12, size.isMultiple(of: 2) else { throw .damaged }
            whole = size - 4
            kept += waiting[..<Self.headLength]
            index = Self.headLength
        }
        while let left = whole, left > 0 {
            if rest > 0 {
                let count = min(rest, waiting.count - index)
                guard count > 0 else { break }
                kept += content(waiting[index..<index + count])
                index += count
                rest -= count
                whole = left - count
                continue
            }
            guard waiting.count >= index + 8 else { break }
            kept += try begin(waiting[index..<index + 8], in: left)
            index += 8
            whole = left - 8
        }
        waiting.removeFirst(whole == 0 ? waiting.count : index)
        return kept
    }

    mutating func finish() throws(MediaRefusal) -> [UInt8] {
        guard whole == 0, hasPicture else { throw .damaged }
        return []
    }

    private mutating func begin(_ head: ArraySlice<UInt8>, in left: Int) throws(MediaRefusal) -> [UInt8] {
        let name = String(decoding: head.prefix(4), as: UTF8.self)
        let size = Self.number(head.dropFirst(4))
        rest = size + size % 2
        guard rest <= left - 8 else { throw .damaged }
        isKept = Self.kept.contains(name)
        hasFlags = name == "VP8X"
        hasPicture = hasPicture || ["VP8 ", "VP8L", "ANMF"].contains(name)
        return isKept ? Array(head) : Array("JUNK".utf8) + head.dropFirst(4)
    }

    private mutating func content(_ part: ArraySlice<UInt8>) -> [UInt8] {
        guard isKept else { return [UInt8](repeating: 0, count: part.count) }
        var bytes = Array(part)
        if hasFlags {
            bytes[0] &= ~Self.aboutMetadata
            hasFlags = false
        }
        return bytes
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}
