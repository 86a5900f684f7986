// SPDX-License-Identifier: Apache-2.0

import Pages

/// What entries of the record of proof are about, to choose among.
enum RecordKind: String, CaseIterable {
    case disclosures, policy, rights, money, catalogue, team, work, keeping

    /// How the types of its entries begin.
    var types: [String] {
        switch self {
        case .disclosures: ["disclosure."]
        case .policy: ["policy."]
        case .rights: ["erasure.", "correction.", "withdrawal."]
        case .money: ["refund.", "money.", "statement.", "review."]
        case .catalogue: ["plan.", "catalogue.", "coupon."]
        case .team: ["staff.", "api-key.", "credentials."]
        case .work: ["job.", "callback."]
        case .keeping: ["retention.", "audit.", "log.", "stores."]
        }
    }

    var name: Text { Text("record.kind.\(rawValue)") }
}
