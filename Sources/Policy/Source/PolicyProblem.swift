// SPDX-License-Identifier: Apache-2.0

/// One reason why a policy or business file is refused: where it stands, what is wrong, and what to do about it.
package struct PolicyProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let place: SourcePlace
    /// A sentence saying what is wrong.
    package let sentence: String
    /// A sentence saying how to put it right.
    package let fix: String

    package init(file: String, place: SourcePlace, sentence: String, fix: String) {
        self.file = file
        self.place = place
        self.sentence = sentence
        self.fix = fix
    }

    /// As compilers print it, so that editors jump there: `policy.yaml:12:5: … …`.
    package var description: String { "\(file):\(place): \(sentence) \(fix)" }
}

/// A position in a text file: line and column, both counted from 1, columns in Unicode scalars.
package struct SourcePlace: Hashable, Sendable, Comparable, CustomStringConvertible {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static let start = SourcePlace(line: 1, column: 1)

    package static func < (left: SourcePlace, right: SourcePlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }

    package var description: String { "\(line):\(column)" }
}

extension [PolicyProblem] {
    /// In the order of the file; two about the same place by their sentences, so that a run reports like the last one.
    var inOrder: [PolicyProblem] {
        sorted { ($0.place, $0.sentence) < ($1.place, $1.sentence) }
    }
}
