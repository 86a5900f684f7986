// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Lists of conversations for staff, newest first.
enum InboxQueries {
    static func conversations(
        _ view: InboxView, for member: PersonID, after place: InboxPlace?, limit: Int, in session: any SQLSession
    ) throws -> [Conversation] {
        let (condition, first) = condition(view, member)
        var values = first
        var restriction = "WHERE \(condition)"
        if let place {
            values += [place.changedAt.sqlValue, place.id.sqlValue]
            let (time, id) = (values.count - 1, values.count)
            restriction += " AND (c.changed_at < $\(time) OR (c.changed_at = $\(time) AND c.id < $\(id)))"
        }
        values.append(.integer(Int64(limit)))
        return try session.query(
            """
            SELECT \(ConversationQueries.columns) FROM conversations c
            \(restriction) ORDER BY c.changed_at DESC, c.id DESC LIMIT $\(values.count)
            """, values, ConversationQueries.conversation)
    }

    static func count(_ view: InboxView, for member: PersonID, in session: any SQLSession) throws -> Int {
        let (condition, values) = condition(view, member)
        return try session.query("SELECT count(*) FROM conversations c WHERE \(condition)", values) {
            try $0[0] as Int
        }.first ?? 0
    }

    /// How many open conversations hold something nobody has read.
    static func unread(in session: any SQLSession) throws -> Int {
        try session.first(
            """
            SELECT count(*) FROM conversations c
            WHERE c.state = 'open' AND c.last_visitor_position > c.staff_read
            """
        ) { try $0[0] } ?? 0
    }

    private static func condition(_ view: InboxView, _ member: PersonID) -> (String, [SQLValue]) {
        switch view {
        case .open: ("c.state = 'open'", [])
        case .mine: ("c.state = 'open' AND c.assignee = $1", [member.sqlValue])
        case .unassigned: ("c.state = 'open' AND c.assignee IS NULL", [])
        case .snoozed: ("c.state = 'snoozed'", [])
        case .closed: ("c.state = 'closed'", [])
        }
    }
}
