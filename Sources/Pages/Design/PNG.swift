// SPDX-License-Identifier: Apache-2.0

import CZlib

/// A writer of forty lines instead of an image library: grey or a palette, no filters (PNG, third edition, §5 and §11).
enum PNG {
    /// Each row is a filter byte (0) and its pixels. With a palette a pixel names one of its colours, else it is a grey.
    static func file(width: Int, height: Int, bitDepth: UInt8, palette: [RGB] = [], rows: [UInt8]) -> [UInt8] {
        let colourType: UInt8 = palette.isEmpty ? 0 : 3
        let header = bigEndian(width) + bigEndian(height) + [bitDepth, colourType, 0, 0, 0]
        let colours = palette.flatMap { [$0.red, $0.green, $0.blue].map { UInt8(($0 * 255).rounded()) } }
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", header)
            + (palette.isEmpty ? [] : chunk("PLTE", colours))
            + chunk("IDAT", Gzip.zlibStream(rows) ?? []) + chunk("IEND", [])
    }

    private static func chunk(_ type: String, _ content: [UInt8]) -> [UInt8] {
        let typed = Array(type.utf8) + content
        return bigEndian(content.count) + typed + bigEndian(Int(crc32(0, typed, UInt32(typed.count))))
    }

    private static func bigEndian(_ number: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
