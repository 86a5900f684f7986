// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A folder of `Businesses/`: the definition and the policy that belong together.
package struct BusinessFolder: Sendable {
    package let slug: String
    package let definition: BusinessSource
    package let policy: PolicySource

    package init(slug: String, definition: BusinessSource, policy: PolicySource) {
        self.slug = slug
        self.definition = definition
        self.policy = policy
    }

    /// Every business under `path`, by name. Throws when one lacks a file.
    package static func all(in path: String) throws -> [BusinessFolder] {
        let names = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        return try names.filter { FileManager.default.fileExists(atPath: "\(path)/\($0)/business.yaml") }.map { slug in
            BusinessFolder(
                slug: slug, definition: try BusinessSource(contentsOf: "\(path)/\(slug)/business.yaml"),
                policy: try PolicySource(contentsOf: "\(path)/\(slug)/policy.yaml"))
        }
    }

    package enum Outcome: Sendable {
        case passed(BusinessDefinition, CheckedPolicy)
        case refused([PolicyProblem])
    }

    /// Checks both files, and that they speak of the same business and the same services.
    package func check(with check: PolicyCheck, after previous: Policy? = nil) -> Outcome {
        let read = definition.read()
        let checked = check.check(policy, after: previous)
        switch (read, checked) {
        case (.refused(let first), .refused(let second)): return .refused(first + second)
        case (.refused(let problems), .passed), (.read, .refused(let problems)): return .refused(problems)
        case (.read(let business), .passed(let checked)):
            let problems = disagreements(between: business, and: checked.policy)
            return problems.isEmpty ? .passed(business, checked) : .refused(problems)
        }
    }

    private func disagreements(between business: BusinessDefinition, and policy: Policy) -> [PolicyProblem] {
        var problems: [PolicyProblem] = []
        func note(_ sentence: String, fix: String) {
            problems.append(PolicyProblem(file: definition.file, place: .start, sentence: sentence, fix: fix))
        }
        if business.slug != slug {
            note("The slug `\(business.slug)` is not the folder's name `\(slug)`.", fix: "Make them the same.")
        }
        let contacts = policy.declarations.contacts
        if business.supportEmail != contacts.email {
            note("The support address is not the one in the policy, `\(contacts.email)`.", fix: "Make them the same.")
        }
        if !business.hosts.contains(contacts.website) {
            note("The policy's website `\(contacts.website)` is not among the hosts.", fix: "Add it to `hosts`.")
        }
        for recipient in policy.declarations.recipients
        where recipient.route == .adapter && business.adapter(recipient.id) == nil {
            note("The recipient `\(recipient.id)` has no adapter here.", fix: "Add it to `adapters`.")
        }
        for adapter in business.adapters where policy.recipient(adapter.id) == nil {
            note("The adapter `\(adapter.id)` is no recipient of the policy.", fix: "Declare it there or remove it.")
        }
        return problems
    }
}
