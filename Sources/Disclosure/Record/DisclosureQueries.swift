// SPDX-License-Identifier: Apache-2.0

import Policy
package import Storage
package import Values

/// Every statement about the disclosure record.
package enum DisclosureQueries {
    static func insert(
        _ record: DisclosureRecord, _ state: DisclosureState, reason: String? = nil, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO disclosures
                (id, person_id, recipient, purpose, categories, subject, state, reason, policy_version, sent_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            """,
            record.id, record.person, record.recipient.name, record.purpose.rawValue,
            record.categories.map(\.rawValue).sorted().joined(separator: " "), record.subject, state, reason,
            record.policyVersion, record.at)
    }

    static func conclude(
        _ id: ID<Disclosure>, _ state: DisclosureState, reason: String?, in session: any SQLSession
    ) throws {
        try session.execute("UPDATE disclosures SET state = $2, reason = $3 WHERE id = $1", id, state, reason)
    }

    /// What was sent about a person, oldest first.
    package static func about(_ person: PersonID, in session: any SQLSession) throws -> [ConcludedDisclosure] {
        try session.query(columns + " WHERE person_id = $1 ORDER BY sent_at, id LIMIT 10000", person, map: concluded)
    }

    /// What was sent for one order or request, oldest first; stays readable after the person was erased.
    package static func forSubject(_ subject: [UInt8], in session: any SQLSession) throws -> [ConcludedDisclosure] {
        try session.query(columns + " WHERE subject = $1 ORDER BY sent_at, id LIMIT 10000", subject, map: concluded)
    }

    /// What each recipient was sent since some moment, whoever it was about.
    package static func traffic(since start: Instant, in session: any SQLSession) throws -> [DisclosureTraffic] {
        try session.query(
            """
            SELECT recipient, state, count(*), max(sent_at) FROM disclosures WHERE sent_at >= $1
            GROUP BY recipient, state ORDER BY recipient, state
            """, start
        ) { row in
            DisclosureTraffic(
                recipient: RecipientID(try row[0]), state: try row[1], count: try row[2], lastAt: try row[3])
        }
    }

    private static let columns = """
        SELECT id, person_id, recipient, purpose, categories, subject, state, reason, policy_version, sent_at
        FROM disclosures
        """

    private static func concluded(_ row: SQLRow) throws -> ConcludedDisclosure {
        let (recipient, purpose, categories): (String, String, String) = (try row[2], try row[3], try row[4])
        guard let purpose = Purpose(rawValue: purpose) else {
            throw UnexpectedColumn(expected: "purpose", found: .text(purpose))
        }
        let record = DisclosureRecord(
            id: try row[0], person: try row[1], recipient: RecipientID(recipient), purpose: purpose,
            categories: Set(categories.split(separator: " ").compactMap { Category(rawValue: String($0)) }),
            subject: try row[5], policyVersion: try row[8], at: try row[9])
        return ConcludedDisclosure(record: record, state: try row[6], reason: try row[7])
    }
}
