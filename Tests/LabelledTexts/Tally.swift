// SPDX-License-Identifier: Apache-2.0

package import Redaction

/// How much was found of each kind, and how much of what was found had to be.
package struct Tally {
    package struct Count {
        package var labelled = 0
        /// All of its letters and digits replaced, under whatever name: it did not leave.
        package var covered = 0
        package var found = 0
        /// Touches a value of its own kind.
        package var right = 0

        package var recall: Double { labelled == 0 ? 1 : Double(covered) / Double(labelled) }
        package var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
    }

    package private(set) var counts: [PersonalKind: Count] = [:]
    package private(set) var missed: [String] = []
    package private(set) var wrong: [String] = []

    package init(_ texts: [LabelledText], finder: PersonalDataFinder = PersonalDataFinder()) {
        for text in texts { add(text, finder.findings(in: text.text)) }
    }

    private mutating func add(_ text: LabelledText, _ found: [Finding]) {
        let bytes = Array(text.text.utf8)
        let covered = Set(found.flatMap(\.range))
        for label in text.labels {
            counts[label.kind, default: Count()].labelled += 1
            let isCovered = label.range.allSatisfy { at in
                covered.contains(at) || bytes[at] < 0x30 || (0x3a...0x40).contains(bytes[at])
            }
            if isCovered { counts[label.kind]?.covered += 1 } else { missed.append(line(label, text, bytes)) }
        }
        for finding in found {
            counts[finding.kind, default: Count()].found += 1
            if text.labels.contains(where: { $0.kind == finding.kind && $0.range.overlaps(finding.range) }) {
                counts[finding.kind]?.right += 1
            } else {
                wrong.append(line(finding, text, bytes))
            }
        }
    }

    private func line(_ finding: Finding, _ text: LabelledText, _ bytes: [UInt8]) -> String {
        "\(finding.kind.rawValue) “\(String(decoding: bytes[finding.range], as: UTF8.self))” in: \(text.text)"
    }

    package func total(_ kinds: some Sequence<PersonalKind>) -> Count {
        kinds.compactMap { counts[$0] }.reduce(into: Count()) { total, count in
            total.labelled += count.labelled
            total.covered += count.covered
            total.found += count.found
            total.right += count.right
        }
    }
}
