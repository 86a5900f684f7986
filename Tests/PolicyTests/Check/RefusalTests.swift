// SPDX-License-Identifier: Apache-2.0

import Policy
import Testing

@Suite("What the check of a policy refuses")
struct RefusalTests {
    @Test func `the small policy passes`() {
        #expect(SmallPolicy.problems(replacing: "", with: "") == [])
    }

    @Test(arguments: unfinished + broken + untrue)
    func `each mistake is reported at its line and column, with a way to put it right`(damage: Damage) {
        #expect(SmallPolicy.text.contains(damage.old), "the small policy has changed")
        #expect(SmallPolicy.problems(replacing: damage.old, with: damage.new) == damage.problems)
    }

    @Test func `several mistakes are reported in one run, in the order of the file`() {
        let text = SmallPolicy.text.replacing("minimumAge: 16", with: "minimumAge: 12")
            .replacing("basis: contract", with: "basis: contrat").replacing("P24M", with: "two years")

        guard case .refused(let problems) = PolicyCheck(adapters: [.esimAccess]).check(PolicySource(text: text))
        else {
            Issue.record("it passed")
            return
        }

        #expect(problems.map(\.place.line) == [6, 32, 54])
    }

    @Test func `a recipient without an adapter is unknown, with the nearest name`() {
        let problems = SmallPolicy.problems(
            replacing: "", with: "", adapters: [RecipientID("esim-acces"), .mail])

        #expect(
            problems == [
                "policy.yaml:44:9: The program has no adapter for `esim-access`. Did you mean `esim-acces`?"
            ])
    }

    @Test func `words that changed need a later date than the published version's`() throws {
        let published = try SmallPolicy.policy()

        let same = SmallPolicy.problems(replacing: "hello", with: "hello", after: published)
        let changed = SmallPolicy.problems(replacing: "Obeying the law", with: "Doing as told", after: published)
        let dated = SmallPolicy.problems(
            replacing: "lastRevised: 2026-03\n  effective: 2026-03-01",
            with: "lastRevised: 2026-04\n  effective: 2026-04-01", after: published)

        #expect(same == [])
        #expect(
            changed == [
                "policy.yaml:4:16: The policy differs from the published version \(published.version.short) "
                    + "but not in its date. Set `lastRevised` to a date after 2026-03."
            ])
        #expect(dated == [])
    }
}
