// SPDX-License-Identifier: Apache-2.0

import Commerce
import Rights
import Values
import Vault

/// The shop as a holder of personal data.
struct ShopHolder: HolderOfPersonalData {
    let shop: Shop

    func address(of person: PersonID) async throws -> SealedValue? {
        try await shop.buyerData.address(of: person)
    }

    func handles(of person: PersonID) async throws -> [RecipientHandle] {
        try await shop.buyerData.handles(of: person).map {
            RecipientHandle(recipient: $0.recipient, kind: $0.kind.rawValue, value: .sealed($0.value))
        }
    }

    func holdings(of person: PersonID) async throws -> [Holding] {
        try await shop.buyerData.holdings(of: person).map {
            Holding(
                at: $0.at, category: $0.category, label: $0.label, parameters: $0.parameters, until: $0.heldUntil,
                survivesErasure: $0.heldUntil != nil)
        }
    }
}

/// Tells gateway and supplier that a buyer has been erased.
struct ShopErasureNotifier: ErasureNotifier {
    let shop: Shop

    func tell(_ notice: ErasureTelling) async throws -> NoticeOutcome {
        guard let kind = BuyerData.Handle.Kind(rawValue: notice.kind) else { return .cannot(reason: "unknown-kind") }
        let answer = try await shop.buyerData.forget(
            kind, notice.handle, at: notice.recipient, of: notice.casePerson, subject: notice.subject)
        switch answer {
        case .forgotten: return .told(answer: "forgotten")
        case .keeps(let code): return .cannot(reason: code)
        case .unreachable: return .later
        }
    }
}
