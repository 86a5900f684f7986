// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Every statement about the words of messages.
enum SearchQueries {
    static func insert(
        _ bits: WordBits, of message: ID<Message>, person: PersonID, in session: any SQLSession
    ) throws {
        let values = [message.sqlValue, person.sqlValue] + bits.parts.map { .integer($0) }
        try session.execute(
            """
            INSERT INTO message_words
                (message_id, person_id, bits_0, bits_1, bits_2, bits_3, bits_4, bits_5, bits_6, bits_7)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """, values)
    }

    static func replace(
        _ bits: WordBits, of message: ID<Message>, person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute("DELETE FROM message_words WHERE message_id = $1", message)
        try insert(bits, of: message, person: person, in: session)
    }

    /// The newest messages that have all these bits, newest first.
    static func messages(having bits: WordBits, limit: Int, in session: any SQLSession) throws -> [ID<Message>] {
        let conditions = (0..<WordBits.count).map { "(bits_\($0) & $\($0 + 1)) = $\($0 + 1)" }
        return try session.query(
            """
            SELECT message_id FROM message_words WHERE \(conditions.joined(separator: " AND "))
            ORDER BY message_id DESC LIMIT $\(WordBits.count + 1)
            """, bits.parts.map { .integer($0) } + [.integer(Int64(limit))]
        ) { try $0[0] }
    }
}
