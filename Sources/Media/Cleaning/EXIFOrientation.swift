// SPDX-License-Identifier: Apache-2.0

/// Which side of a picture is up: the one thing of an EXIF segment (CIPA DC-008, tag 0x0112) that is kept.
struct EXIFOrientation {
    private let value: UInt8

    /// Nil when the segment says nothing of it, or that nothing is turned.
    init?(segment: ArraySlice<UInt8>) {
        let bytes = Array(segment)
        guard bytes.count >= 14, bytes.starts(with: Array("Exif\0\0".utf8)) else { return nil }
        let tiff = Array(bytes[6...])
        let isLittle = tiff[0] == 0x49
        func number(_ index: Int, _ length: Int) -> Int? {
            guard index >= 0, tiff.count >= index + length else { return nil }
            let part = tiff[index..<index + length]
            return isLittle
                ? part.reversed().reduce(0) { $0 << 8 | Int($1) } : part.reduce(0) { $0 << 8 | Int($1) }
        }
        guard let first = number(4, 4), let count = number(first, 2) else { return nil }
        for entry in 0..<min(count, 512) {
            let place = first + 2 + entry * 12
            guard let tag = number(place, 2) else { return nil }
            guard tag == 0x0112 else { continue }
            guard let value = number(place + 8, 2), (2...8).contains(value) else { return nil }
            self.value = UInt8(value)
            return
        }
        return nil
    }

    /// A segment that says this and nothing else.
    var segment: [UInt8] {
        let tiff: [UInt8] =
            [0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, value, 0, 0, 0, 0, 0, 0]
        let body = Array("Exif\0\0".utf8) + tiff
        return [0xff, 0xe1, 0, UInt8(body.count + 2)] + body
    }
}
