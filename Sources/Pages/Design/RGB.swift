// SPDX-License-Identifier: Apache-2.0

import Foundation

/// An sRGB colour made from OKLCH, so that equal lightness looks equally light whatever the hue
/// (Björn Ottosson, "A perceptual color space for image processing", 2020; CSS Color 4 §9.3).
struct RGB: Sendable, Hashable {
    let red: Double
    let green: Double
    let blue: Double

    init(red: Double, green: Double, blue: Double) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// Weakens the chroma until the colour fits sRGB.
    init(lightness: Double, chroma: Double, hue: Double) {
        var chroma = chroma
        var linear = Self.linear(lightness: lightness, chroma: chroma, hue: hue)
        while chroma > 0, linear.contains(where: { $0 < -0.0005 || $0 > 1.0005 }) {
            chroma -= 0.002
            linear = Self.linear(lightness: lightness, chroma: max(chroma, 0), hue: hue)
        }
        let encoded = linear.map { Self.encoded(min(max($0, 0), 1)) }
        self.init(red: encoded[0], green: encoded[1], blue: encoded[2])
    }

    var hex: String {
        "#" + [red, green, blue].map { String(format: "%02x", Int(($0 * 255).rounded())) }.joined()
    }

    /// WCAG 2.2 relative luminance.
    var luminance: Double {
        func decoded(_ value: Double) -> Double { value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4) }
        return 0.2126 * decoded(red) + 0.7152 * decoded(green) + 0.0722 * decoded(blue)
    }

    func contrast(with other: RGB) -> Double {
        let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (light + 0.05) / (dark + 0.05)
    }

    private static func linear(lightness: Double, chroma: Double, hue: Double) -> [Double] {
        let a = chroma * cos(hue * .pi / 180)
        let b = chroma * sin(hue * .pi / 180)
        let l = pow(lightness + 0.3963377774 * a + 0.2158037573 * b, 3)
        let m = pow(lightness - 0.1055613458 * a - 0.0638541728 * b, 3)
        let s = pow(lightness - 0.0894841775 * a - 1.2914855480 * b, 3)
        return [
            4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
            -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
            -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
        ]
    }

    private static func encoded(_ value: Double) -> Double {
        value <= 0.0031308 ? 12.92 * value : 1.055 * pow(value, 1 / 2.4) - 0.055
    }
}
