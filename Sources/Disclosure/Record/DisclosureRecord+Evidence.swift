// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Values

extension DisclosureRecord {
    /// The line the evidence log keeps of it: who, why, which categories and what became of it; nothing about whom.
    func evidence(_ state: DisclosureState, reason: String?, at now: Instant) -> AuditEntry {
        AuditEntry(
            log: .evidence, type: AuditType(rawValue: "disclosure.\(state.name)"), at: now,
            policyVersion: policyVersion,
            about: person, object: subject.flatMap { ID<AuditObject>(bytes: $0) }, purpose: purpose.rawValue,
            recipient: recipient.name, categories: categories.map(\.rawValue).sorted(), outcome: reason)
    }
}
