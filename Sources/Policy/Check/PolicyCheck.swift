// SPDX-License-Identifier: Apache-2.0

/// Refuses a policy that is unfinished, that contradicts itself, or that says something else than the program does.
package struct PolicyCheck: Sendable {
    /// The recipients the program has adapters for.
    package let adapters: Set<RecipientID>

    /// The events the program can count a term from, for each category it stores; none is missing for one it never stores.
    package let countable: [Category: Set<Retention.Start>]

    package init(adapters: Set<RecipientID>, countable: [Category: Set<Retention.Start>] = [:]) {
        self.adapters = adapters
        self.countable = countable
    }

    package enum Outcome: Sendable {
        case passed(CheckedPolicy)
        /// Every problem found in one run, in the order of the file.
        case refused([PolicyProblem])
    }

    /// `previous` is the version published last: changed words need a later date than its.
    package func check(_ source: PolicySource, after previous: Policy? = nil) -> Outcome {
        let reading = source.read()
        if let declarations = reading.declarations, !reading.source.hasGaps {
            PolicyRules(
                declarations: declarations, reading: reading.source, adapters: adapters, countable: countable,
                previous: previous
            ).apply(version: reading.version)
        }
        let problems = reading.source.problems.inOrder
        guard problems.isEmpty, let policy = reading.policy else { return .refused(problems) }
        return .passed(CheckedPolicy(policy: policy, canonicalText: reading.canonicalText))
    }
}

/// A policy that passed the check: the only kind that can be published.
package struct CheckedPolicy: Sendable {
    package let policy: Policy
    package let canonicalText: String

    fileprivate init(policy: Policy, canonicalText: String) {
        self.policy = policy
        self.canonicalText = canonicalText
    }
}
