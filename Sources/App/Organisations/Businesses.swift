// SPDX-License-Identifier: Apache-2.0

import Commerce
import Foundation
import Integrations
import Pages
package import Policy
import Storage
import Values
import Vault

/// The businesses of this installation, read from their folders and checked: none is served with a policy that is not true.
package struct Businesses: Sendable {
    package struct Business: Sendable {
        package let definition: BusinessDefinition
        package let policySource: PolicySource
        package let policy: Policy
        /// The path of its catalogue of plans, which a business has that sells.
        package let catalogue: String
        /// What the installation says of attestations in the definition's place: the last day, by provider.
        let attestedUntil: [RecipientID: RevisionDate]
    }

    package let all: [Business]
    /// Domains of throw-away mailboxes, of a file beside the businesses; none without one.
    let disposableDomains: Set<String>

    /// What the adapters of this program can be called by a policy.
    package static let check = PolicyCheck(
        adapters: [.stripe, .vietQR, .esimAccess, .airalo, .mail, .telegram, .whatsApp, .openAI, .openRouter],
        countable: Register.program.countableStarts)

    /// Throws `BusinessesRefused` with every problem found, in all of them.
    package init(in folder: String, attestedUntil: [RecipientID: RevisionDate] = [:]) throws {
        var found: [Business] = []
        var problems: [PolicyProblem] = []
        for business in try BusinessFolder.all(in: folder) {
            switch business.check(with: Self.check) {
            case .passed(let definition, let checked):
                found.append(
                    Business(
                        definition: definition, policySource: business.policy, policy: checked.policy,
                        catalogue: "\(folder)/\(business.slug)/catalogue.yaml", attestedUntil: attestedUntil))
            case .refused(let refused): problems += refused
            }
        }
        guard problems.isEmpty else { throw BusinessesRefused(problems: problems) }
        all = found
        let file = "\(folder)/disposable-domains.txt"
        disposableDomains =
            FileManager.default.fileExists(atPath: file)
            ? FraudLimits.domains(in: try String(contentsOfFile: file, encoding: .utf8)) : []
    }

    package func named(_ slug: String) -> Business? { all.first { $0.definition.slug == slug } }
}

extension Businesses.Business {
    /// When the attestations of those who take cards are over, by the business's own calendar.
    var attestationEnds: [RecipientID: Instant] {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = definition.timeZone
        return definition.adapters.reduce(into: [:]) { ends, adapter in
            guard let attestation = adapter.attestation else { return }
            let last = attestedUntil[adapter.id] ?? attestation.until
            let parts = DateComponents(year: last.year, month: last.month, day: (last.day ?? 0) + 1)
            ends[adapter.id] = calendar.date(from: parts).map { Instant($0) }
        }
    }
}

/// The definition, policy or catalogue of a business is not fit to be served.
package struct BusinessesRefused: Error, CustomStringConvertible {
    package let problems: [PolicyProblem]

    package var description: String { problems.map { "\($0)" }.joined(separator: "\n") }
}
