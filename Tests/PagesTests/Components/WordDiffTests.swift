// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Pages

@Suite("Lines put side by side")
struct WordDiffTests {
    private func marked(_ runs: [WordDiff.Run]) -> String {
        runs.map { $0.isSame ? $0.text : "[\($0.text)]" }.joined()
    }

    @Test(arguments: [
        (
            "kept for 24 months after", "kept for 12 months after", "kept for [24 ]months after",
            "kept for [12 ]months after"
        ),
        ("giữ 24 tháng", "giữ 12 tháng", "giữ [24 ]tháng", "giữ [12 ]tháng"),
        ("one", "two", "[one]", "[two]"), ("", "new", "", "[new]"), ("same", "same", "same", "same"),
        ("all of this goes", "nothing here stays put", "[all of this goes]", "[nothing here stays put]"),
    ])
    func `only the words that changed are marked, or the whole line when little stays`(
        old: String, new: String, before: String, after: String
    ) {
        let diff = WordDiff(from: old, to: new)

        #expect(marked(diff.before).replacing("[]", with: "") == before)
        #expect(marked(diff.after) == after)
    }

    @Test func `what went and what came is marked up, and escaped`() throws {
        let page = try Samples.sheet(.english).diff(
            before: "March", after: "May",
            lines: [
                .changed(before: "keep <b> two years", after: "keep <b> one year"), .added("& more"), .removed("less"),
            ]
        ).description

        #expect(page.contains("keep &lt;b&gt; <del>two years</del>"))
        #expect(page.contains("keep &lt;b&gt; <ins>one year</ins>"))
        #expect(page.contains("<ins>&amp; more</ins>") && page.contains("<del>less</del>"))
        #expect(MarkupCheck(page).problems == [])
    }
}
