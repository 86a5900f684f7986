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
        let reading = SourceReading(file: definition.file)
        let business = definition.definition(in: reading)
        switch check.check(policy, after: previous) {
        case .refused(let problems):
            return .refused(reading.problems.inOrder + problems)
        case .passed(let checked):
            if let business { compare(business, with: checked.policy, in: reading) }
            guard let business, reading.problems.isEmpty else { return .refused(reading.problems.inOrder) }
            return .passed(business, checked)
        }
    }

    private func compare(_ business: BusinessDefinition, with policy: Policy, in reading: SourceReading) {
        if business.slug != slug {
            reading.report(
                at: ["slug"], "The slug `\(business.slug)` is not the folder's name `\(slug)`.",
                fix: "Make them the same.")
        }
        let contacts = policy.declarations.contacts
        if business.supportEmail != contacts.email {
            reading.report(
                at: ["supportEmail"], "The support address is not the one in the policy, `\(contacts.email)`.",
                fix: "Make them the same.")
        }
        if !business.hosts.contains(contacts.website) {
            reading.report(
                at: ["hosts"], "The policy's website `\(contacts.website)` is not among the hosts.",
                fix: "Add it.")
        }
        for recipient in policy.declarations.recipients
        where recipient.route == .adapter && business.adapter(recipient.id) == nil {
            reading.report(
                at: ["adapters"], "The policy's recipient `\(recipient.id)` has no adapter.", fix: "Add it.")
        }
        for adapter in business.adapters where adapter.attestation == nil && !adapter.redirectOrigins.isEmpty {
            reading.report(
                at: ["adapters", adapter.id.name],
                "Buyers are sent to `\(adapter.id)` to pay, and no attestation of PCI DSS is on file for it.",
                fix: "Ask it for one, and add `attestation:` with `standard`, `seen`, `until` and `document`.")
        }
        for adapter in business.adapters where policy.recipient(adapter.id) == nil {
            reading.report(
                at: ["adapters", adapter.id.name], "The adapter `\(adapter.id)` is no recipient of the policy.",
                fix: "Declare it there or take it out here.")
        }
    }
}
