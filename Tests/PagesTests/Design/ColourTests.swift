// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing
import Values

@testable import Pages

@Suite("Colours one can read")
struct ColourTests {
    @Test(arguments: (0..<24).map { Double($0) * 15 }, [false, true])
    func `a business may have any hue and every text on it stays readable`(hue: Double, isDark: Bool) throws {
        let tokens = try Self.tokens(isDark: isDark)
        for chroma in [0, 0.1, 0.2] {
            let colours = Dictionary(
                uniqueKeysWithValues: Theme(hue: hue, chroma: chroma).colours(isDark: isDark).map { ($0.key, $0.value) }
            )
            func contrast(_ text: String, on ground: String) throws -> Double {
                let (text, ground) = (colours[text] ?? tokens[text], colours[ground] ?? tokens[ground])
                return try #require(text).contrast(with: #require(ground))
            }

            #expect(try contrast("on-primary", on: "primary") >= 4.5)
            #expect(try contrast("on-primary", on: "primary-strong") >= 4.5)
            #expect(try contrast("primary-ink", on: "paper") >= 4.5)
            #expect(try contrast("primary-ink", on: "surface") >= 4.5)
            #expect(try contrast("primary-ink", on: "primary-soft") >= 4.5)
            #expect(try contrast("ink", on: "primary-soft") >= 4.5)
            #expect(try contrast("ink-soft", on: "primary-soft") >= 4.5)
            #expect(try contrast("primary", on: "paper") >= 3)
        }
    }

    @Test(arguments: [false, true])
    func `text is readable on every ground and controls are visible on it`(isDark: Bool) throws {
        let tokens = try Self.tokens(isDark: isDark)
        func contrast(_ text: String, _ ground: String) throws -> Double {
            try #require(tokens[text]).contrast(with: #require(tokens[ground]))
        }

        for ground in ["paper", "surface", "sunken"] {
            for text in ["ink", "ink-soft", "ink-faint", "bad"] {
                #expect(try contrast(text, ground) >= 4.5, "\(text) on \(ground)")
            }
            #expect(try contrast("line-control", ground) >= 3, "line-control on \(ground)")
        }
        for tone in ["good", "wait", "bad", "note"] {
            #expect(try contrast(tone, "\(tone)-soft") >= 4.5, "\(tone)")
            #expect(try contrast("ink", "\(tone)-soft") >= 4.5, "ink on \(tone)-soft")
            #expect(try contrast("ink-soft", "\(tone)-soft") >= 4.5, "ink-soft on \(tone)-soft")
        }
    }

    @Test func `no style sheet but the tokens names a colour, a size or a time`() throws {
        let sheets = try Stylesheets.all().filter { $0.key != "tokens.css" }
        #expect(!sheets.isEmpty)
        for (name, css) in sheets {
            for line in css.split(separator: "\n") where !line.contains("@media") && name != "font.css" {
                let length = line.firstMatch(of: /[0-9.]+(rem|px|ms|s)\b/).map { String($0.output.0) }
                let isAllowed = length == nil || ["1px", "0ms"].contains(length ?? "")
                #expect(isAllowed, "\(name): \(line)")
                #expect(line.firstMatch(of: /#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(|oklch\(/) == nil, "\(name): \(line)")
            }
            #expect(!css.contains("uppercase"), "\(name)")
        }
    }

    @Test func `browsers are told the same ground as the tokens have`() throws {
        #expect(try Self.tokens(isDark: false)["paper"]?.hex == TokenColour.paper)
        #expect(try Self.tokens(isDark: true)["paper"]?.hex == TokenColour.paperDark)
    }

    @Test func `the style sheets of shop and console are each small enough for a slow network`() throws {
        let assets = try Samples.sheet(.english).assets

        #expect(try #require(assets.transferSize("vietnam-connect.css")) < 10_000)
        #expect(try #require(assets.transferSize("vietnam-connect-console.css")) < 10_000)
        #expect(try #require(assets.transferSize("app.js")) + #require(assets.transferSize("cart.js")) < 4_000)
    }

    /// The hexadecimal colours of `tokens.css`: those of the dark part, where it has its own, over the light ones.
    private static func tokens(isDark: Bool) throws -> [String: RGB] {
        let parts = try #require(Stylesheets.all()["tokens.css"]).split(
            separator: "@media (prefers-color-scheme: dark)")
        let chosen = isDark ? parts.prefix(2) : parts.prefix(1)
        return chosen.reduce(into: [:]) { tokens, part in
            for match in part.matches(of: /--([a-z-]+): #([0-9a-f]{6});/) {
                guard let value = Int(match.output.2, radix: 16) else { continue }
                tokens[String(match.output.1)] = RGB(
                    red: Double(value >> 16) / 255, green: Double(value >> 8 & 255) / 255,
                    blue: Double(value & 255) / 255)
            }
        }
    }
}

enum Stylesheets {
    static func all() throws -> [String: String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources/Pages/Assets/css")
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "css" }.reduce(into: [:]) {
            $0[String($1.path.dropFirst(folder.path.count + 1))] = try String(contentsOf: $1, encoding: .utf8)
        }
    }
}
