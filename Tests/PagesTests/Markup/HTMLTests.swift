// SPDX-License-Identifier: Apache-2.0

import Pages
import Testing

@Suite("Writing markup")
struct HTMLTests {
    @Test func `text is escaped and markup is not`() {
        let name = "<b>Tom & \"Jerry's\"</b>"
        let inner: HTML = "<i>\(name)</i>"

        let page: HTML = "<p title=\"\(name)\">\(inner)</p>"

        #expect(
            page.description == """
                <p title="&lt;b&gt;Tom &amp; &quot;Jerry&#39;s&quot;&lt;/b&gt;">\
                <i>&lt;b&gt;Tom &amp; &quot;Jerry&#39;s&quot;&lt;/b&gt;</i></p>
                """)
    }

    @Test func `what is absent writes nothing`() {
        let nothing: HTML? = nil
        let noText: String? = nil

        let page: HTML =
            "<p\(attribute: "title", noText)\(flag: "hidden", false)>\(nothing)\(noText)\(if: false, "x")</p>"

        #expect(page.description == "<p></p>")
    }

    @Test func `lists, numbers and flags are written in place`() {
        let items: [HTML] = [1, 2].map { "<li>\($0)</li>" }

        let page: HTML = "<ul\(flag: "hidden", true)\(attribute: "data-count", 2)>\(items)</ul>"

        #expect(page.description == "<ul hidden data-count=\"2\"><li>1</li><li>2</li></ul>")
    }

    @Test(arguments: [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x", "LPA:1$x",
    ])
    func `an address that could run code leads nowhere`(address: String) {
        let link: HTML = "<a\(href: address)>x</a>"

        #expect(link.description == "<a href=\"#\">x</a>")
    }

    @Test(arguments: [
        "/vi/plans?x=1:2", "https://example.com/a", "mailto:a@example.com", "tel:+84912345678", "#main",
        "a:b/".dropLast(3) + "b",
    ])
    func `an ordinary address is kept`(address: String) {
        let link: HTML = "<a\(href: address)>x</a>"

        #expect(link.description == "<a href=\"\(address)\">x</a>")
    }

    @Test func `whatever text goes in, no character that means markup comes out and the text can be read back`() {
        var random = SeededRandom(seed: 7)
        let alphabet: [Character] = Array("<>&\"'=/ `aZ0đếộ漢😀\n\t;#xlt")

        for _ in 0..<2_000 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &random)).compactMap { _ in alphabet.randomElement(using: &random) })

            let escaped = ("\(text)" as HTML).description

            #expect(!escaped.contains { "<>\"'".contains($0) })
            #expect(unescaped(escaped) == text)
        }
    }

    private func unescaped(_ text: String) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(text) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}

/// SplitMix64: the same sequence in every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
