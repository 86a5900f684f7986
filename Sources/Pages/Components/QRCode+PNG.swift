// SPDX-License-Identifier: Apache-2.0

import CZlib

extension QRCode {
    /// The code as a PNG of one bit per pixel, for mails: mail programs do not show SVG. `scale` is pixels per module.
    ///
    /// A writer of forty lines instead of an image library: one colour type, no filters (PNG, third edition, §5 and §11).
    package func png(scale: Int = 8) -> [UInt8] {
        let width = (side + 2 * Self.quietZone) * scale
        let header = Self.bigEndian(width) + Self.bigEndian(width) + [1, 0, 0, 0, 0]
        let pixels = Gzip.zlibStream(rows(width: width, scale: scale)) ?? []
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
            + Self.chunk("IHDR", header) + Self.chunk("IDAT", pixels) + Self.chunk("IEND", [])
    }

    /// Each row is a filter byte and its pixels, most significant bit first, 1 for white.
    private func rows(width: Int, scale: Int) -> [UInt8] {
        let bytesPerRow = (width + 7) / 8
        return (0..<side + 2 * Self.quietZone).flatMap { row -> [UInt8] in
            var line = [UInt8](repeating: 0xff, count: bytesPerRow)
            for x in 0..<width where isDark(row: row - Self.quietZone, column: x / scale - Self.quietZone) {
                line[x / 8] &= ~(0x80 >> UInt8(x % 8))
            }
            return (0..<scale).flatMap { _ in [0] + line }
        }
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let typed = Array(type.utf8) + content
        return bigEndian(content.count) + typed + bigEndian(Int(crc32(0, typed, UInt32(typed.count))))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
