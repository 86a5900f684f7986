// SPDX-License-Identifier: Apache-2.0

import Audit
package import Policy
import Storage
import Values

extension Vault {
    /// Whether the organisation does without a purpose its business declares. Read at each use, so that a switch holds at once on
    /// every server; for a purpose that is not optional nothing is read.
    package func isSwitchedOff(_ purpose: Purpose) async throws -> Bool {
        guard purpose.isOptional else { return false }
        return try await data.read { try SwitchQueries.isOff(purpose, in: $0) }
    }

    package enum SwitchOutcome: Hashable, Sendable {
        case done
        case unchanged
        /// Only an owner decides this, and only about an optional purpose.
        case forbidden
    }

    /// Switches an optional purpose off or on for everybody of this organisation, on the record. Whoever refused for themselves is not
    /// asked again by it.
    package func `switch`(_ purpose: Purpose, off isOff: Bool, as caller: Caller) async throws -> SwitchOutcome {
        guard purpose.isOptional, case .staff(let member) = caller, member.role == .owner else { return .forbidden }
        let now = clock.now()
        let entry = AuditEntry(
            log: .evidence, type: isOff ? "purpose.switched-off" : "purpose.switched-on", at: now,
            policyVersion: policy.version.hex, by: member.id, purpose: purpose.rawValue)
        return try await data.write { session in
            let changed =
                try isOff
                ? SwitchQueries.switchOff(purpose, at: now, in: session) : SwitchQueries.switchOn(purpose, in: session)
            guard changed else { return .unchanged }
            try entry.insert(in: session)
            return .done
        }
    }
}
