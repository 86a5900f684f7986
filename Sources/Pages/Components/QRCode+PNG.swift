// SPDX-License-Identifier: Apache-2.0

extension QRCode {
    /// The code as a PNG of one bit per pixel, for mails: mail programs do not show SVG. `scale` is pixels per module.
    ///
    package func png(scale: Int = 8) -> [UInt8] {
        let width = (side + 2 * Self.quietZone) * scale
        return PNG.file(width: width, height: width, bitDepth: 1, rows: rows(width: width, scale: scale))
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
}
