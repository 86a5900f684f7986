// SPDX-License-Identifier: Apache-2.0

import Policy
import Values
import Vault

extension Caller {
    /// Whether orders may be seen and put right: by those who run the business and those who answer buyers. Who keeps the
    /// catalogue has no business with buyers.
    var mayWorkOnOrders: Bool {
        switch self {
        case .staff(let member):
            switch member.role {
            case .owner, .supportAgent: true
            case .catalogueEditor: false
            }
        case .system: true
        case .person, .anonymous: false
        }
    }

    func mayWork(on order: Order) -> Bool {
        if case .person(let person) = self { return order.person == person }
        return mayWorkOnOrders
    }

    func isBuyer(_ person: PersonID) -> Bool {
        if case .person(person) = self { true } else { false }
    }

    var actor: OrderEvent.Actor {
        switch self {
        case .system: .system
        case .staff: .staff
        case .person, .anonymous: .buyer
        }
    }
}
