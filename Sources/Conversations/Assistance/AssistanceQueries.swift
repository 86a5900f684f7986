// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// A call as it is put on record: over which messages, about whom, for what.
package struct AssistanceCall: Sendable {
    let task: AssistanceTask
    let conversation: ID<Conversation>
    let person: PersonID
    let positions: ClosedRange<Int>

    init(_ task: AssistanceTask, _ conversation: ID<Conversation>, _ person: PersonID, _ positions: ClosedRange<Int>) {
        self.task = task
        self.conversation = conversation
        self.person = person
        self.positions = positions
    }
}

/// One line of the record of calls, as an owner reads it.
package struct RecordedCall: Sendable {
    package let task: AssistanceTask
    package let engine: String
    package let model: String
    package let number: ConversationNumber
    package let positions: ClosedRange<Int>
    package let outcome: String
    package let tokens: Int
    package let at: Instant
}

/// Every statement about calls for help.
enum AssistanceQueries {
    static func insert(
        _ call: AssistanceCall, id: ID<AssistanceCall>, engine: String, model: String, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO assistance_calls
                (id, task, engine, model, conversation_id, person_id, first_position, last_position, outcome, tokens,
                 called_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asking', 0, $9)
            """,
            id, call.task.rawValue, engine, model, call.conversation, call.person, call.positions.lowerBound,
            call.positions.upperBound, now)
    }

    static func conclude(
        _ id: ID<AssistanceCall>, _ outcome: String, model: String?, tokens: Int, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE assistance_calls SET outcome = $2, model = COALESCE($3, model), tokens = $4 WHERE id = $1", id,
            outcome, model, tokens)
    }

    static func count(since start: Instant, in session: any SQLSession) throws -> Int {
        try session.first("SELECT count(*) FROM assistance_calls WHERE called_at > $1", start) { try $0[0] } ?? 0
    }

    static func tokens(since start: Instant, in session: any SQLSession) throws -> Int {
        try session.first(
            "SELECT CAST(COALESCE(sum(tokens), 0) AS BIGINT) FROM assistance_calls WHERE called_at > $1", start
        ) { try $0[0] } ?? 0
    }

    /// The newest first.
    static func newest(_ limit: Int, in session: any SQLSession) throws -> [RecordedCall] {
        try session.query(
            """
            SELECT a.task, a.engine, a.model, c.number, a.first_position, a.last_position, a.outcome, a.tokens, a.called_at
            FROM assistance_calls a JOIN conversations c ON c.id = a.conversation_id
            ORDER BY a.called_at DESC LIMIT $1
            """, limit
        ) { row in
            let (task, first, last): (String, Int, Int) = (try row[0], try row[4], try row[5])
            return RecordedCall(
                task: AssistanceTask(rawValue: task) ?? .insight, engine: try row[1], model: try row[2],
                number: try row[3], positions: first...max(first, last), outcome: try row[6], tokens: try row[7],
                at: try row[8])
        }
    }
}
