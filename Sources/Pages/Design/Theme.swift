// SPDX-License-Identifier: Apache-2.0

/// What makes a business's pages its own: a hue and how strong it is. Lightness is ours, so that contrast holds for any
/// hue (a test measures every one).
package struct Theme: Sendable, Hashable {
    /// Degrees on the OKLCH circle: 25 red, 70 orange, 145 green, 178 jade, 250 blue, 300 violet.
    package let hue: Double
    /// 0 is grey, 0.2 is as strong as a screen shows.
    package let chroma: Double

    package init(hue: Double = 178, chroma: Double = 0.1) {
        self.hue = hue
        self.chroma = min(max(chroma, 0), 0.2)
    }

    /// The custom properties this theme sets, for light and dark surroundings.
    var css: String {
        """
        @layer theme{:root{\(Self.declarations(colours(isDark: false)))}\
        @media (prefers-color-scheme:dark){:root{\(Self.declarations(colours(isDark: true)))}}}
        """
    }

    func colours(isDark: Bool) -> KeyValuePairs<String, RGB> {
        if isDark {
            [
                "primary": shade(0.80, 0.9), "primary-strong": shade(0.86, 0.8), "on-primary": shade(0.20, 0.4),
                "primary-soft": shade(0.28, 0.4), "primary-ink": shade(0.86, 0.7), "primary-line": shade(0.45, 0.5),
                "scene-sky": shade(0.27, 0.35), "scene-far": shade(0.36, 0.45), "scene-near": shade(0.45, 0.6),
                "scene-water": shade(0.22, 0.4),
            ]
        } else {
            [
                "primary": shade(0.46, 1), "primary-strong": shade(0.39, 0.95), "on-primary": shade(1, 0),
                "primary-soft": shade(0.955, 0.25), "primary-ink": shade(0.40, 0.9), "primary-line": shade(0.82, 0.5),
                "scene-sky": shade(0.945, 0.28), "scene-far": shade(0.82, 0.5), "scene-near": shade(0.60, 0.8),
                "scene-water": shade(0.46, 1),
            ]
        }
    }

    private func shade(_ lightness: Double, _ strength: Double) -> RGB {
        RGB(lightness: lightness, chroma: chroma * strength, hue: hue)
    }

    private static func declarations(_ colours: KeyValuePairs<String, RGB>) -> String {
        colours.map { "--\($0.key):\($0.value.hex)" }.joined(separator: ";")
    }
}
