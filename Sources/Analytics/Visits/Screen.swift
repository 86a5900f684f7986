// SPDX-License-Identifier: Apache-2.0

/// The resolution of a screen. One that many devices have is kept as it is; a rare one, which could tell its owner from
/// others, is rounded to whole hundreds.
package struct Screen: Hashable, Sendable {
    package let width: Int
    package let height: Int

    /// Reads `390x844`; nil for what no screen has.
    package init?(_ text: String) {
        let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let width = sides[0], let height = sides[1], (100...10_000).contains(width),
            (100...10_000).contains(height)
        else { return nil }
        let isCommon = Self.common.contains("\(width)x\(height)") || Self.common.contains("\(height)x\(width)")
        self.width = isCommon ? width : max((width + 50) / 100 * 100, 100)
        self.height = isCommon ? height : max((height + 50) / 100 * 100, 100)
    }

    package var text: String { "\(width)x\(height)" }

    /// Phones and tablets upright, then computers; in CSS pixels, as browsers tell them.
    private static let common: Set<String> = [
        "320x568", "360x640", "360x720", "360x740", "360x760", "360x780", "360x800", "375x667", "375x812", "384x832",
        "385x854", "390x844", "393x851", "393x852", "393x873", "402x874", "411x731", "411x891", "412x732", "412x846",
        "412x869", "412x892", "412x915", "414x736", "414x896", "428x926", "430x932", "440x956", "744x1133", "768x1024",
        "800x1280", "810x1080", "820x1180", "834x1112", "834x1194", "1024x1366", "1280x720", "1280x800", "1280x1024",
        "1366x768", "1440x900", "1470x956", "1512x982", "1536x864", "1600x900", "1680x1050", "1728x1117", "1920x1080",
        "1920x1200", "2048x1152", "2560x1080", "2560x1440", "2560x1600", "3440x1440", "3840x2160",
    ]
}
