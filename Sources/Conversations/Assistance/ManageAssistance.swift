// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
package import Vault

/// What an owner decides about help by programs, and what staff does when a person does not want it.
package struct ManageAssistance: Sendable {
    let foundation: ConversationsFoundation

    package struct Standing: Sendable {
        /// Whether the business's policy declares it at all.
        package let isOffered: Bool
        package let isSwitchedOff: Bool
        /// The newest calls, newest first.
        package let calls: [RecordedCall]
    }

    /// Nil for whoever is not the owner.
    package func standing(as caller: Caller) async throws -> Standing? {
        guard case .staff(let member) = caller, member.role == .owner else { return nil }
        return Standing(
            isOffered: foundation.policy.declares(.assistance, for: .chatMessage),
            isSwitchedOff: try await foundation.vault.isSwitchedOff(.assistance),
            calls: try await foundation.data.read { try AssistanceQueries.newest(50, in: $0) })
    }

    package func switchAll(off isOff: Bool, as caller: Caller) async throws -> Vault.SwitchOutcome {
        try await foundation.vault.switch(.assistance, off: isOff, as: caller)
    }

    package func isSwitchedOff() async throws -> Bool { try await foundation.vault.isSwitchedOff(.assistance) }

    /// For a page that shows a button; it is decided anew at each call.
    package func hasRefused(_ person: PersonID) async throws -> Bool {
        try await foundation.vault.gate(of: person)?.hasObjected(to: .assistance) ?? true
    }

    package enum Outcome: Hashable, Sendable {
        case done
        case notFound
        case forbidden
    }

    /// Notes that a person does not want it, or does again. Kept with their key and in the ledger of restrictions: no backup forgets it.
    package func note(refusal isRefused: Bool, in id: ID<Conversation>, as caller: Caller) async throws -> Outcome {
        guard let agent = caller.agent else { return .forbidden }
        let conversation = try await foundation.data.read { try ConversationQueries.conversation(id, in: $0) }
        guard let person = conversation?.person, try await foundation.vault.exists(person) else { return .notFound }
        if isRefused {
            try await foundation.vault.object(to: .assistance, by: person)
        } else {
            try await foundation.vault.allow(.assistance, by: person)
        }
        let entry = AuditEntry(
            log: .evidence, type: isRefused ? "objection.noted" : "objection.ended", at: foundation.clock.now(),
            policyVersion: foundation.policy.version.hex, about: person, by: agent.id,
            purpose: Purpose.assistance.rawValue)
        try await foundation.data.write { try entry.insert(in: $0) }
        return .done
    }
}
