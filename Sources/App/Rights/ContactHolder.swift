// SPDX-License-Identifier: Apache-2.0

import Conversations
import Rights
import Values
import Vault

/// Conversations as a holder of personal data.
struct ContactHolder: HolderOfPersonalData {
    let conversations: Conversations

    func address(of person: PersonID) async throws -> SealedValue? {
        try await conversations.contactData.address(of: person)
    }

    func handles(of person: PersonID) async throws -> [RecipientHandle] {
        guard let bridge = conversations.contactData.bridge else { return [] }
        return try await conversations.contactData.topics(of: person).map {
            RecipientHandle(recipient: bridge.recipient, kind: ErasureNotifiers.topic, value: .plain($0.handle))
        }
    }

    func holdings(of person: PersonID) async throws -> [Holding] {
        try await conversations.contactData.holdings(of: person).map {
            Holding(
                at: $0.at, category: $0.category, label: $0.label, parameters: $0.parameters, until: nil,
                survivesErasure: false)
        }
    }
}
