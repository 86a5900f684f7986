// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing
import Values

@Suite("What changed between two versions")
struct DiffTests {
    @Test func `the same policy twice shows no change`() throws {
        let policy = try Policy.committed()

        let diff = PolicyDiff(from: policy, to: policy, in: .english)

        #expect(diff.head.filter(\.isChange) == [])
        #expect(diff.sections.count == 10)
        #expect(diff.sections.filter(\.isChanged) == [])
    }

    @Test func `a changed length of time is shown side by side in its section, and the date in the head`() throws {
        let old = try SmallPolicy.policy()
        let text = SmallPolicy.text.replacing("P24M", with: "P12M")
            .replacing(
                "lastRevised: 2026-03\n  effective: 2026-03-01", with: "lastRevised: 2026-04\n  effective: 2026-04-01")
        let new = try #require(PolicySource(text: text).read().policy)

        let diff = PolicyDiff(from: old, to: new, in: .english)

        #expect(diff.sections.filter(\.isChanged).map(\.id) == [.collection])
        #expect(
            diff.sections[0].rows.filter(\.isChange) == [
                .changed(
                    from: "Order · 24 months after the sale · To help you",
                    to: "Order · 12 months after the sale · To help you")
            ])
        #expect(
            diff.head.filter(\.isChange) == [
                .changed(from: "Last revised March 2026", to: "Last revised April 2026")
            ])
    }

    @Test func `a line only one version has stands alone in its column`() throws {
        let old = try SmallPolicy.policy()
        let new = try SmallPolicy.policy(
            replacing: "      - {vi: Có khóa, en: Locked}",
            with: "      - {vi: Có khóa, en: Locked}\n      - {vi: Có sao lưu, en: Backed up}")

        let added = PolicyDiff(from: old, to: new, in: .english).sections[4].rows.filter(\.isChange)
        let removed = PolicyDiff(from: new, to: old, in: .english).sections[4].rows.filter(\.isChange)

        #expect(added == [.added("• Backed up")])
        #expect(added[0].before == nil)
        #expect(removed == [.removed("• Backed up")])
        #expect(removed[0].after == nil)
    }
}
