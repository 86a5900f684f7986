// SPDX-License-Identifier: Apache-2.0

import Storage
import Values
import Vault

/// Every statement about contacts and what they can be reached by.
enum ContactQueries {
    static func insert(_ contact: Contact, in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO contacts (person_id, language, policy_version, minimum_age, first_seen_at)
            VALUES ($1, $2, $3, $4, $5)
            """,
            contact.person, contact.language, contact.policyVersion, contact.minimumAge, contact.firstSeenAt)
    }

    static func insert(
        _ identifier: ContactIdentifier, of person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            INSERT INTO contact_identifiers (id, person_id, kind, value, proven_at, added_at)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            identifier.id, person, identifier.kind, identifier.value.sealed, identifier.provenAt, identifier.addedAt)
    }

    static func contact(_ person: PersonID, in session: any SQLSession) throws -> Contact? {
        let identifiers = try identifiers(of: person, in: session)
        return try session.first(
            "SELECT language, policy_version, minimum_age, first_seen_at FROM contacts WHERE person_id = $1", person
        ) { row in
            Contact(
                person: person, language: try row[0], policyVersion: try row[1], minimumAge: try row[2],
                firstSeenAt: try row[3], identifiers: identifiers)
        }
    }

    static func identifiers(of person: PersonID, in session: any SQLSession) throws -> [ContactIdentifier] {
        try session.query(
            """
            SELECT id, kind, value, proven_at, added_at FROM contact_identifiers
            WHERE person_id = $1 ORDER BY id LIMIT 50
            """, person
        ) { row in
            let id: ID<ContactIdentifier> = try row[0]
            return ContactIdentifier(
                id: id, kind: try row[1], value: SealedValue(try row[2], in: .contactIdentifier, row: id.bytes),
                provenAt: try row[3], addedAt: try row[4])
        }
    }

    static func removeIdentifiers(
        _ kind: ContactIdentifier.Kind, of person: PersonID, in session: any SQLSession
    ) throws {
        try session.execute("DELETE FROM contact_identifiers WHERE person_id = $1 AND kind = $2", person, kind)
    }

    static func prove(
        _ kind: ContactIdentifier.Kind, of person: PersonID, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            "UPDATE contact_identifiers SET proven_at = $3 WHERE person_id = $1 AND kind = $2 AND proven_at IS NULL",
            person, kind, now)
    }

    /// SQL for when the person's conversations last went on, over a row that names them; 0 when none is left. An expression of
    /// the register.
    static func lastWord(of personColumn: String) -> String {
        "COALESCE((SELECT max(c.changed_at) FROM conversations AS c WHERE c.person_id = \(personColumn)), 0)"
    }
}
