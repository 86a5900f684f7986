// SPDX-License-Identifier: Apache-2.0

import Policy
package import Vault

/// The tables of the rights workflow in the privacy register.
package let rightsTables = [
    RegisteredTable(
        "rights_requests", label: "register.rights_requests", onErasure: .nothing,
        term: .ends(RowEnd([.rightsRequest], from: RightsRequestQueries.closedAt, .delete)),
        columns: [.plain("id"), .plain("token_digest")]
            + ["language", "state", "asked_at", "verified_at", "due_at", "concluded_at", "receipt"].map {
                .coded($0, .rightsRequest)
            }),
    RegisteredTable(
        "rights_request_people", label: "register.rights_requests", onErasure: .delete,
        term: .follows("rights_requests"),
        columns: [.plain("id"), .plain("request_id"), .person("person_id")]),
    RegisteredTable(
        "erasure_cases", label: "register.erasure", onErasure: .clear(["person_id", "reply_address"]),
        term: .follows("rights_requests"),
        columns: [
            .plain("id"), .plain("request_id"), .person("person_id"), .plain("state"), .plain("people_erased"),
            .sealed(.erasureReplyAddress), .plain("kept_until_year"), .plain("opened_at"), .plain("closed_at"),
        ]),
    // The subject stays named until the case has swept every other table: it is what the sweep looks for.
    RegisteredTable(
        "erasure_subjects", label: "register.erasure", onErasure: .nothing, term: .follows("rights_requests"),
        columns: [.plain("id"), .plain("case_id"), .person("person_id")]),
    RegisteredTable(
        "erasure_notices", label: "register.erasure", onErasure: .clear(["person_id", "handle"]),
        term: .follows("rights_requests"),
        columns: [
            .plain("id"), .plain("case_id"), .person("person_id"), .plain("recipient"), .plain("kind"),
            .sealed(.erasureHandle), .plain("state"), .plain("answer"), .plain("told_at"),
        ]),
]

extension SealedField {
    static let erasureReplyAddress = SealedField(
        table: "erasure_cases", column: "reply_address", number: 40, category: .emailAddress)
    static let erasureHandle = SealedField(
        table: "erasure_notices", column: "handle", number: 41, category: .order)
}
