// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// Looking through logs, a page at a time.
extension AuditQueries {
    package static func page(_ search: AuditSearch, in session: any SQLSession) throws -> AuditPage {
        let state = try TreeQueries.state(of: search.log, in: session)
        let end = min(search.before ?? state.size, state.size)
        let start = max(state.minimumPosition, end - AuditSearch.reach)
        let found = try entries(search, from: start, to: end, in: session)
        let shown = Array(found.prefix(search.limit))
        let next = found.count > search.limit ? shown.last?.position : start > state.minimumPosition ? start : nil
        return AuditPage(entries: shown, next: next, size: state.size)
    }

    package static func parties(to entry: ID<AuditEntry>, in session: any SQLSession) throws -> AuditParties {
        let links: [(role: AuditLink.Role, person: PersonID?)] = try session.query(
            "SELECT role, person_id FROM audit_links WHERE entry_id = $1", entry
        ) { (try $0[0], try $0[1]) }
        return AuditParties(
            actor: links.first { $0.role == .actor }?.person,
            people: links.filter { $0.role == .subject || $0.role == .member }.compactMap(\.person))
    }

    /// One more than the page shows, which tells whether there are further ones. A line of a text is found as it was hashed:
    /// between two line feeds, which no value can hold.
    private static func entries(
        _ search: AuditSearch, from start: Int, to end: Int, in session: any SQLSession
    ) throws -> [AuditRecord] {
        var conditions = ["log = $1", "position >= $2", "position < $3"]
        var values = [search.log.sqlValue, start.sqlValue, end.sqlValue, (search.limit + 1).sqlValue]
        func line(beginning text: String) -> String {
            values.append(.text("%\n\(text)%"))
            return "body LIKE $\(values.count)"
        }
        if !search.types.isEmpty {
            let kinds = search.types.map { line(beginning: "type \($0)") }
            conditions.append("(\(kinds.joined(separator: " OR ")))")
        }
        if let purpose = search.purpose { conditions.append(line(beginning: "purpose \(purpose)\n")) }
        return try session.query(
            """
            SELECT id, log, recorded_at, body, position FROM audit_entries
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY position DESC LIMIT $4
            """,
            values, record)
    }
}
