// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values

/// Whoever asks. Every operation takes one and decides permission before it reads.
package enum Caller: Sendable {
    /// The program itself, for a named job or operation.
    case system(String)
    /// The person concerned, who proved it with a link or a sign-in.
    case person(PersonID)
    case staff(StaffMember)
    case anonymous
}

/// A signed-in member of staff. Staff are people too: their own name and address are sealed under their key.
package struct StaffMember: Hashable, Sendable {
    package let id: PersonID
    package let role: StaffRole
    /// What acts for them, when it is not they themselves: `api-key …`, as the record will name it.
    package let program: String?

    package init(id: PersonID, role: StaffRole, program: String? = nil) {
        self.id = id
        self.role = role
        self.program = program
    }
}
