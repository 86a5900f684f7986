// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The picture that stands beside a link somebody passes on: the sea, its towers and the sun in the colours of the
/// business. Drawn from its theme, so that no picture file has to be made or kept.
package enum SocialCard {
    static let width = 1200
    static let height = 630
    private static let horizon = 430

    /// The columns of rock: where, how wide and how high, far ones first.
    private static let far = [(150, 150, 150), (420, 190, 210), (760, 170, 170), (1040, 180, 230)]
    private static let near = [(250, 120, 260), (330, 90, 190), (900, 140, 310), (1010, 90, 200)]

    package static func png(for theme: Theme) -> [UInt8] {
        let light = Dictionary(theme.colours(isDark: false).map { ($0.key, $0.value) }) { first, _ in first }
        let sky = light["scene-sky"] ?? RGB(red: 1, green: 1, blue: 1)
        let sun = RGB(red: 0.886, green: 0.639, blue: 0.231)
        let palette = [sky, sun] + ["scene-far", "scene-near", "scene-water"].map { light[$0] ?? sky }
        let (farTops, nearTops) = (tops(of: far), tops(of: near))
        var rows: [UInt8] = []
        rows.reserveCapacity((width + 1) * height)
        for y in 0..<height {
            rows.append(0)
            for x in 0..<width { rows.append(colour(x, y, farTops[x], nearTops[x])) }
        }
        return PNG.file(width: width, height: height, bitDepth: 8, palette: palette, rows: rows)
    }

    /// The height of the rock over each column of the picture.
    private static func tops(of rocks: [(Int, Int, Int)]) -> [Int] {
        (0..<width).map { x in
            rocks.map { centre, reach, height in
                let away = Double(x - centre) / Double(reach)
                return abs(away) >= 1 ? 0 : Int(Double(height) * pow(cos(away * .pi / 2), 0.55))
            }.max() ?? 0
        }
    }

    private static func colour(_ x: Int, _ y: Int, _ far: Int, _ near: Int) -> UInt8 {
        if y >= horizon {
            // The sun lies on the water in thin strips, shorter towards us and never quite in line.
            let depth = y - horizon
            let row = depth / 24
            let isStrip = depth % 24 < 5 && row > 0 && abs(x - 600 - (row % 3 - 1) * 14) < 92 - row * 11
            return isStrip ? 1 : 4
        }
        let up = horizon - y
        if up < near { return 3 }
        if up < far { return 2 }
        let (dx, dy) = (x - 600, y - 250)
        return dx * dx + dy * dy < 85 * 85 ? 1 : 0
    }
}
