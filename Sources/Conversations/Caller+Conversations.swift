// SPDX-License-Identifier: Apache-2.0

import Policy
import Vault

extension Caller {
    /// The member of staff who may answer visitors; nil for everybody else. Who keeps the catalogue has no business with
    /// them.
    var agent: StaffMember? {
        guard case .staff(let member) = self else { return nil }
        switch member.role {
        case .owner, .supportAgent: return member
        case .catalogueEditor: return nil
        }
    }
}
