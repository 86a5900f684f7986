// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// A member of staff as stored: a role, and a name and address sealed under their own key.
package struct StaffAccount: Sendable {
    package let id: PersonID
    package let role: StaffRole
    package let name: Sealed?
    package let email: Sealed?
    package let isDisabled: Bool

    package var member: StaffMember { StaffMember(id: id, role: role) }
}

extension StaffRole: SQLEncodable {}
extension StaffRole: SQLDecodable {}
extension StaffRole: SQLEnum {}

extension SealedField {
    package static let staffName = SealedField(table: "staff", column: "name", number: 80, category: .staffAccount)
    package static let staffEmail = SealedField(table: "staff", column: "email", number: 81, category: .staffAccount)
}

/// The tables of accounts in the privacy register.
package let accountTables = [
    RegisteredTable(
        "staff", key: "person_id", label: "register.staff", onErasure: .delete,
        term: .ends(RowEnd([.staffAccount], from: "staff.disabled_at", .delete)),
        columns: [
            .person("person_id"), .plain("role"), .sealed(.staffName), .sealed(.staffEmail), .plain("added_at"),
            .plain("disabled_at"),
        ]),
    RegisteredTable(
        "staff_sessions", label: "register.staff_sessions", onErasure: .delete,
        term: .ends(RowEnd([.staffAccount], from: "staff_sessions.ends_at", .delete)),
        columns: [
            .plain("id"), .plain("token_digest"), .person("person_id"), .plain("began_at"), .plain("seen_at"),
            .plain("ends_at"),
        ]),
    RegisteredTable(
        "staff_news", label: "register.staff", onErasure: .delete,
        term: .ends(
            RowEnd(
                [.staffAccount],
                from: "(SELECT staff.disabled_at FROM staff WHERE staff.person_id = staff_news.person_id)", .delete)),
        columns: [
            .plain("id"), .person("person_id"), .plain("kind"), .sealed(.staffNewsAddress), .plain("language"),
            .plain("told_until"), .plain("mailed_at"),
        ]),
    RegisteredTable(
        "api_keys", label: "register.staff", onErasure: .delete,
        term: .ends(RowEnd([.staffAccount], from: "api_keys.revoked_at", .delete)),
        columns: [
            .plain("id"), .plain("token_digest"), .plain("ending"), .person("person_id"), .plain("name"),
            .plain("scopes"), .plain("made_at"), .plain("used_at"), .plain("revoked_at"),
        ]),
    RegisteredTable(
        "provider_credentials", key: "provider", label: "register.staff", onErasure: .nothing, term: .ownMechanism,
        columns: [
            .plain("provider"), .plain("id"), .plain("holder"), .held(.providerSecrets), .plain("shown"),
            .plain("changed_at"),
        ]),
]
