// SPDX-License-Identifier: Apache-2.0

import CQRencode

/// A QR code (ISO/IEC 18004) of error correction level M, drawn as one SVG path or written as a PNG.
package struct QRCode: Sendable {
    /// Modules per side, without the quiet zone.
    let side: Int
    private let modules: [UInt8]

    /// The light border every reader expects (ISO/IEC 18004 §9.1).
    static let quietZone = 4

    /// nil when the text is empty or longer than a code holds (about 2,300 bytes).
    package init?(_ text: String) {
        guard !text.isEmpty, !text.utf8.contains(0),
            let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        side = Int(code.pointee.width)
        modules = Array(UnsafeBufferPointer(start: code.pointee.data, count: side * side))
    }

    func isDark(row: Int, column: Int) -> Bool {
        (0..<side).contains(row) && (0..<side).contains(column) && modules[row * side + column] & 1 == 1
    }

    /// Black on white whatever the surroundings, as readers need it; scales to the width it is given.
    package func svg(label: String) -> HTML {
        let whole = side + 2 * Self.quietZone
        return """
            <svg class="qr" data-qr viewBox="0 0 \(whole) \(whole)" role="img" aria-label="\(label)" \
            shape-rendering="crispEdges" width="\(whole * 6)" height="\(whole * 6)">\
            <rect class="qr-light" width="\(whole)" height="\(whole)"/><path class="qr-dark" d="\(HTML(raw: path))"/></svg>
            """
    }

    /// One run of dark modules after the other, row by row.
    private var path: String {
        var path = ""
        for row in 0..<side {
            var column = 0
            while column < side {
                guard isDark(row: row, column: column) else {
                    column += 1
                    continue
                }
                let start = column
                while isDark(row: row, column: column) { column += 1 }
                let (x, y, length) = (start + Self.quietZone, row + Self.quietZone, column - start)
                path += "M\(x) \(y)h\(length)v1h-\(length)z"
            }
        }
        return path
    }
}
