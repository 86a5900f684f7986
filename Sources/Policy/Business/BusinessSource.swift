// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The text of a `business.yaml` and the name it is known by in messages.
package struct BusinessSource: Sendable {
    package let file: String
    package let text: String

    package init(text: String, file: String = "business.yaml") {
        self.text = text
        self.file = file
    }

    /// Reads the file at `path`; throws when there is none or it is not UTF-8.
    package init(contentsOf path: String) throws {
        self.init(text: try String(contentsOfFile: path, encoding: .utf8), file: path)
    }

    package enum Outcome: Sendable {
        case read(BusinessDefinition)
        /// Every problem of the file, in its order.
        case refused([PolicyProblem])
    }

    package func read() -> Outcome {
        let reading = SourceReading(file: file)
        guard let definition = definition(in: reading) else { return .refused(reading.problems.inOrder) }
        return .read(definition)
    }

    /// Nil as soon as `reading` knows of a problem; keeps the places for the rules about two files.
    func definition(in reading: SourceReading) -> BusinessDefinition? {
        let definition = reading.root(of: text).map { root in
            BusinessReader(Fields(root, at: [], in: reading)).definition()
        }
        return reading.problems.isEmpty ? definition : nil
    }
}
