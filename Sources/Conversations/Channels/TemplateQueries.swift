// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about our numbers on a messenger and the templates of their account.
enum TemplateQueries {
    // Numbers

    static func put(_ number: ChannelNumber, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO channel_numbers (number, account, shown, name, state, quality, paused_code, changed_at)
            VALUES ($1, $2, $3, $4, $5, $6, NULL, $7)
            ON CONFLICT (number) DO UPDATE SET account = excluded.account, shown = excluded.shown,
                name = excluded.name, state = excluded.state, quality = excluded.quality, paused_code = NULL,
                changed_at = excluded.changed_at
            """, number.number, number.account, number.shown, number.name, number.state, number.quality, now)
    }

    static func removeNumbers(in session: any SQLSession) throws {
        try session.execute("DELETE FROM channel_numbers")
    }

    static func numbers(in session: any SQLSession) throws -> [(number: ChannelNumber, pausedCode: Int?)] {
        try session.query(
            "SELECT number, account, shown, name, state, quality, paused_code FROM channel_numbers ORDER BY shown"
        ) { row in
            (
                ChannelNumber(
                    number: try row[0], account: try row[1], shown: try row[2], name: try row[3], state: try row[4],
                    quality: try row[5]), try row[6]
            )
        }
    }

    static func pause(_ number: String, _ code: Int?, in session: any SQLSession) throws {
        try session.execute("UPDATE channel_numbers SET paused_code = $2 WHERE number = $1", number, code)
    }

    // Templates

    static func put(_ template: MessageTemplate, at now: Instant, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO message_templates
                (id, account, name, language, category, status, reason, header, body, button_parameters, synced_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            ON CONFLICT (account, name, language) DO UPDATE SET category = excluded.category,
                status = excluded.status, reason = excluded.reason, header = excluded.header, body = excluded.body,
                button_parameters = excluded.button_parameters, synced_at = excluded.synced_at
            """, template.id, template.account, template.name, template.language, template.category, template.status,
            template.reason, template.header, template.body,
            template.buttonParameters.map(String.init).joined(separator: ","), now)
    }

    /// Those the messenger did not name any more.
    static func dropUnnamed(account: String, since now: Instant, in session: any SQLSession) throws {
        try session.execute("DELETE FROM message_templates WHERE account = $1 AND synced_at < $2", account, now)
    }

    static func setStatus(
        _ status: String, _ reason: String?, account: String, name: String, language: String,
        in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            """
            UPDATE message_templates SET status = $4, reason = $5 WHERE account = $1 AND name = $2 AND language = $3
            """, account, name, language, status, reason) > 0
    }

    /// Those that may be sent from a number.
    static func approved(for number: String, in session: any SQLSession) throws -> [MessageTemplate] {
        try session.query(
            """
            SELECT \(columns) FROM message_templates t JOIN channel_numbers n ON n.account = t.account
            WHERE n.number = $1 AND t.status = 'APPROVED' ORDER BY t.name, t.language
            """, number, map: template)
    }

    static func template(_ id: ID<MessageTemplate>, in session: any SQLSession) throws -> MessageTemplate? {
        try session.first("SELECT \(columns) FROM message_templates t WHERE t.id = $1", id, map: template)
    }

    /// The template a queued message was made from.
    static func template(of message: ID<Message>, in session: any SQLSession) throws -> MessageTemplate? {
        try session.first(
            """
            SELECT \(columns) FROM message_templates t JOIN channel_messages d ON d.template_id = t.id
            WHERE d.message_id = $1
            """, message, map: template)
    }

    private static let columns = """
        t.id, t.account, t.name, t.language, t.category, t.status, t.reason, t.header, t.body, t.button_parameters
        """

    private static func template(_ row: SQLRow) throws -> MessageTemplate {
        let places: String = try row[9]
        return MessageTemplate(
            id: try row[0], account: try row[1], name: try row[2], language: try row[3], category: try row[4],
            status: try row[5], reason: try row[6], header: try row[7], body: try row[8],
            buttonParameters: places.split(separator: ",").compactMap { Int($0) })
    }
}
