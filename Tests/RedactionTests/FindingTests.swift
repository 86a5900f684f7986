// SPDX-License-Identifier: Apache-2.0

import LabelledTexts
import Redaction
import Testing

@Suite("Finding personal data in what people write")
struct FindingTests {
    private static func measured() throws -> Tally {
        Tally(
            try LabelledText.messages("measured-messages.txt")
                + LabelledText.filled("measured-templates.txt", from: "measured-fills.txt", rounds: 9))
    }

    @Test func `of values with a format hardly one in fifty is missed, in texts no rule was made on`() throws {
        let tally = try Self.measured()

        let structured = tally.total(PersonalKind.structured)

        #expect(structured.labelled >= 250)
        #expect(structured.recall >= 0.98, "\(tally.missed.joined(separator: "\n"))")
        #expect(structured.precision >= 0.95, "\(tally.wrong.joined(separator: "\n"))")
    }

    @Test func `of names at least seventeen in twenty are found, and few words are taken for one`() throws {
        let tally = try Self.measured()

        let names = tally.total([.name])

        #expect(names.labelled >= 200)
        #expect(names.recall >= 0.85, "\(tally.missed.joined(separator: "\n"))")
        #expect(names.precision >= 0.9, "\(tally.wrong.joined(separator: "\n"))")
    }

    @Test func `the measured set is as large as it says`() throws {
        let sentences = try LabelledText.filled("measured-templates.txt", from: "measured-fills.txt", rounds: 9)

        #expect(try LabelledText.messages("measured-messages.txt").count >= 120)
        #expect(Set(sentences.map(\.text)).count >= 300)
    }

    @Test func `what the rules were made on is found`() throws {
        let tally = Tally(try LabelledText.messages("tuning-messages.txt"))

        #expect(tally.missed.isEmpty, "\(tally.missed.joined(separator: "\n"))")
        #expect(tally.wrong.isEmpty, "\(tally.wrong.joined(separator: "\n"))")
    }

    @Test(arguments: [
        "", " ", "[", "@", "+", "((((((", "\u{301}\u{301}", "a@", "@b.c", "LPA:", "https://", "1-", "là", "My name is",
        "👩‍👩‍👧‍👦 0912",
        "số nhà",
    ])
    func `odd texts are read to their end`(text: String) {
        for finding in PersonalDataFinder().findings(in: text) {
            #expect(finding.range.upperBound <= text.utf8.count)
        }
    }

    @Test(arguments: ["1 ", "Nguyễn ", "(+", "12 Nguyễn, ", "a.b@", "xin "])
    func `the same over and over is read to its end`(part: String) {
        let text = String(repeating: part, count: 400)

        let found = PersonalDataFinder().findings(in: text)

        #expect(found.allSatisfy { $0.range.upperBound <= text.utf8.count })
    }
}
