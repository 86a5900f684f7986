// SPDX-License-Identifier: Apache-2.0

/// Keeps the chunks of a PNG (W3C, third edition) that make the picture, animated or not; texts, times and EXIF go, and whatever
/// stands behind the end.
struct PNGCleaner: MediaCleaner {
    private static let signatureLength = 8
    private static let kept: Set<String> = [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "pHYs", "acTL",
        "fcTL", "fdAT",
    ]

    private var waiting: [UInt8] = []
    private var hasBegun = false
    private var hasEnded = false
    /// What of the present chunk, its check sum included, is still to come.
    private var rest = 0
    private var isKept = true
    private var isLast = false

    mutating func clean(_ piece: [UInt8]) throws(MediaRefusal) -> [UInt8] {
        waiting += piece
        var kept: [UInt8] = []
        var index = 0
        if !hasBegun {
            guard waiting.count >= Self.signatureLength + 8 else { return [] }
            kept += waiting[..<Self.signatureLength]
            index = Self.signatureLength
        }
        while !hasEnded {
            if rest > 0 {
                let count = min(rest, waiting.count - index)
                guard count > 0 else { break }
                if isKept { kept += waiting[index..<index + count] }
                index += count
                rest -= count
                if rest == 0 { hasEnded = isLast }
                continue
            }
            guard waiting.count >= index + 8 else { break }
            try begin(waiting[index..<index + 8])
            if isKept { kept += waiting[index..<index + 8] }
            index += 8
        }
        waiting.removeFirst(hasEnded ? waiting.count : index)
        return kept
    }

    mutating func finish() throws(MediaRefusal) -> [UInt8] {
        guard hasEnded else { throw .damaged }
        return []
    }

    private mutating func begin(_ head: ArraySlice<UInt8>) throws(MediaRefusal) {
        let length = head.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        let type = String(decoding: head.dropFirst(4), as: UTF8.self)
        guard length <= Int(Int32.max), hasBegun || type == "IHDR" && length == 13 else { throw .damaged }
        hasBegun = true
        isKept = Self.kept.contains(type)
        isLast = type == "IEND"
        rest = length + 4
    }
}
