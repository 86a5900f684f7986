// SPDX-License-Identifier: Apache-2.0

import Policy

/// The tables of the mechanisms below the vault, which cannot name its types: Audit, Jobs, Policy and the
/// schema's own.
///
/// Links to a person are the one thing here that is about people. They and the openings of the same entries go together,
/// by `AuditQueries.eraseLinks`, which an erasure calls beside the sweep: deleting by entry would tear away the links of
/// other people in it.
package let mechanismTables = [
    RegisteredTable(
        "audit_entries", label: "register.audit", onErasure: .nothing,
        columns: plain("id", "log", "recorded_at", "body", "position")),
    RegisteredTable(
        "audit_links", key: "entry_id", label: "register.audit", onErasure: .nothing, term: entryTerm("audit_links"),
        columns: plain("entry_id", "reference", "role", "object_id") + [.person("person_id")]),
    RegisteredTable(
        "audit_openings", key: "entry_id", label: "register.audit", onErasure: .nothing,
        term: entryTerm("audit_openings"),
        columns: plain("entry_id", "salt", "payload")),
    RegisteredTable(
        "audit_nodes", key: "position", label: "register.audit", onErasure: .nothing,
        columns: plain("log", "level", "position", "hash")),
    RegisteredTable(
        "audit_trees", key: "log", label: "register.audit", onErasure: .nothing,
        columns: plain("log", "size", "minimum_position")),
    RegisteredTable(
        "audit_checkpoints", key: "size", label: "register.audit", onErasure: .nothing,
        columns: plain("log", "size", "signed_at", "note")),
    RegisteredTable(
        "outbox", label: "register.jobs", onErasure: .nothing,
        columns: plain("id", "kind", "subject", "created_at", "sequence")),
    RegisteredTable(
        "sequences", key: "name", label: "register.jobs", onErasure: .nothing, columns: plain("name", "last")),
    RegisteredTable(
        "jobs", label: "register.jobs", onErasure: .nothing,
        columns: plain(
            "id", "kind", "subject", "state", "run_at", "attempts", "failures", "lease_until", "last_error",
            "is_exclusive", "created_at", "finished_at")),
    RegisteredTable(
        "policy_versions", key: "version", label: "register.policy", onErasure: .nothing,
        columns: plain("version", "revised_on", "published_at", "content", "withdrawn_at")),
    RegisteredTable(
        "switched_off_purposes", key: "purpose", label: "register.policy", onErasure: .nothing,
        columns: plain("purpose", "switched_off_at")),
    RegisteredTable(
        "restorations", label: "register.schema", onErasure: .nothing,
        columns: plain("id", "taken_at", "restored_at", "reconciled_at")),
    RegisteredTable(
        "business_editions", key: "id", label: "register.policy", onErasure: .nothing, columns: plain("id", "edition")),
    RegisteredTable(
        "schema_migrations", key: "number", label: "register.schema", onErasure: .nothing,
        columns: plain("number", "name", "digest", "applied_at", "needs")),
]

private func plain(_ names: String...) -> [RegisteredColumn] { names.map { .plain($0) } }

/// Who an entry was about is known as long as the policy keeps what people were told and accepted; the entry stays.
private func entryTerm(_ table: String) -> RowTerm {
    .ends(
        RowEnd(
            [.acceptance], from: "(SELECT e.recorded_at FROM audit_entries AS e WHERE e.id = \(table).entry_id)",
            .delete))
}
