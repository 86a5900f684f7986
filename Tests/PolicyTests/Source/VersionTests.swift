// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing

@Suite("The version of a policy")
struct VersionTests {
    private func version(replacing old: String = "", with new: String = "") throws -> PolicyVersion {
        try #require(SmallPolicy.source(replacing: old, with: new).read().version)
    }

    @Test(arguments: [
        ("header:", "# who we are\nheader:"),
        ("minimumAge: 16\n", "minimumAge: \"16\"   # years\n"),
        (
            "hold: accounting\n    basis: {vi: Luật 1, en: Law 1}",
            "basis: {en: Law 1, vi: Luật 1}\n    hold: accounting"
        ),
        ("controller: Small Boat Ltd", "controller: >-\n    Small\n    Boat   Ltd"),
        ("[order, esim-profile, esim-usage]", "\n      - order\n      - esim-profile\n      - esim-usage"),
    ])
    func `comments, quotes, wrapping and the order of keys do not change it`(old: String, new: String) throws {
        #expect(SmallPolicy.text.contains(old))
        #expect(try version(replacing: old, with: new) == (try version()))
    }

    @Test(arguments: [
        ("Selling to you", "Selling to you!"), ("P24M", "P25M"), ("roles: []", "roles: [owner]"),
        ("minimumAge: 16", "minimumAge: 18"), ("Small Boat Ltd", "Small boat Ltd"),
    ])
    func `whatever changes the meaning changes it`(old: String, new: String) throws {
        #expect(SmallPolicy.text.contains(old))
        #expect(try version(replacing: old, with: new) != (try version()))
    }

    @Test func `the canonical text reads back to the same declarations and the same version`() throws {
        let reading = SmallPolicy.source().read()

        let again = PolicySource(text: reading.canonicalText).read()

        #expect(again.problems == [])
        #expect(again.canonicalText == reading.canonicalText)
        #expect(again.version == reading.version)
        #expect(again.policy?.declarations == reading.policy?.declarations)
    }

    @Test func `it is the SHA-256 of the canonical text, shown by its first twelve digits`() throws {
        let version = try version()

        #expect(version.hex.count == 64)
        #expect(version.hex.hasPrefix(version.short))
        #expect(version.short.count == 12)
        #expect(PolicyVersion(hex: version.hex.uppercased()) == nil)
        #expect(PolicyVersion(hex: "ab") == nil)
    }
}
