// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The text of a `policy.yaml` and the name it is known by in messages.
package struct PolicySource: Sendable {
    package let file: String
    package let text: String

    package init(text: String, file: String = "policy.yaml") {
        self.text = text
        self.file = file
    }

    /// Reads the file at `path`; throws when there is none or it is not UTF-8.
    package init(contentsOf path: String) throws {
        self.init(text: try String(contentsOfFile: path, encoding: .utf8), file: path)
    }

    /// Reads the declarations. Whether they fit each other and the program is for `PolicyCheck` to say.
    package func read() -> PolicyReading {
        let reading = SourceReading(file: file)
        guard let root = reading.root(of: text) else { return PolicyReading(reading) }
        let declarations = PolicyReader(Fields(root, at: [], in: reading)).declarations()
        return PolicyReading(reading, declarations, CanonicalText(root))
    }
}

/// What came of reading a policy: declarations as far as they could be understood, and every problem on the way.
package struct PolicyReading {
    /// In the order of the file.
    package let problems: [PolicyProblem]
    /// The policy in canonical form: what is hashed, published and archived. Empty when the file is not YAML.
    package let canonicalText: String
    /// Nil when the file is not YAML.
    package let version: PolicyVersion?
    /// Nil as soon as there is a problem.
    package let policy: Policy?

    /// The declarations with gaps where there were problems; only the check looks at them.
    let declarations: PolicyDeclarations?
    let source: SourceReading

    fileprivate init(
        _ source: SourceReading, _ declarations: PolicyDeclarations? = nil, _ canonical: CanonicalText? = nil
    ) {
        self.source = source
        self.declarations = declarations
        problems = source.problems.inOrder
        canonicalText = canonical?.text ?? ""
        version = canonical?.version
        policy =
            if problems.isEmpty, let declarations, let version {
                Policy(version: version, declarations: declarations)
            } else { nil }
    }
}
