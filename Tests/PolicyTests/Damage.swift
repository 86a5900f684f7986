// SPDX-License-Identifier: Apache-2.0

import Testing

/// One thing wrong with the small policy, and what the check says of it.
struct Damage: Sendable, CustomTestStringConvertible {
    let name: String
    let old: String
    let new: String
    let problems: [String]

    init(_ name: String, _ old: String, _ new: String, _ problems: String...) {
        self.name = name
        self.old = old
        self.new = new
        self.problems = problems.map { "policy.yaml:" + $0 }
    }

    var testDescription: String { name }
}
