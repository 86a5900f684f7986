// SPDX-License-Identifier: Apache-2.0

import Policy
import Storage
import Values
import Vault

/// Every statement about delivered eSIMs.
enum EsimQueries {
    /// One row for each place of a line, whoever delivers first.
    static func insert(_ esim: Esim, digest: [UInt8], in session: any SQLSession) throws {
        try session.execute(
            """
            INSERT INTO esims
                (id, order_id, line_id, position, person_id, profile, iccid, activation_code, state, total_bytes,
                 used_bytes, expires_at, checked_at, supplier,
                 profile_digest)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
            ON CONFLICT (line_id, position) DO NOTHING
            """,
            esim.id, esim.order, esim.line, esim.position, esim.person, esim.profile.sealed, esim.iccid.sealed,
            esim.activationCode.sealed, esim.status.state, esim.status.totalBytes, esim.status.usedBytes,
            esim.status.expiresAt, esim.checkedAt, esim.supplier.name, digest)
        try noteEnd(of: esim.id, esim.status.expiresAt, in: session)
    }

    static func esim(_ id: ID<Esim>, in session: any SQLSession) throws -> Esim? {
        try session.first(columns + " WHERE id = $1", id, map: esim)
    }

    /// The eSIM whose supplier calls it so.
    static func esim(profileDigest digest: [UInt8], in session: any SQLSession) throws -> Esim? {
        try session.first(columns + " WHERE profile_digest = $1 LIMIT 1", digest, map: esim)
    }

    /// In the order of the lines.
    static func esims(of order: ID<Order>, in session: any SQLSession) throws -> [Esim] {
        try session.query(columns + " WHERE order_id = $1 ORDER BY line_id, position", order, map: esim)
    }

    static func esims(of person: PersonID, in session: any SQLSession) throws -> [Esim] {
        try session.query(columns + " WHERE person_id = $1 ORDER BY id", person, map: esim)
    }

    static func update(
        _ id: ID<Esim>, to status: EsimStatus, at now: Instant, in session: any SQLSession
    ) throws {
        try session.execute(
            """
            UPDATE esims SET state = $2, total_bytes = $3, used_bytes = $4, expires_at = $5, checked_at = $6
            WHERE id = $1
            """, id, status.state, status.totalBytes, status.usedBytes, status.expiresAt, now)
        try noteEnd(of: id, status.expiresAt, in: session)
    }

    /// The order remembers its service's latest end: the eSIM's own row goes before the order's buyer does.
    private static func noteEnd(of id: ID<Esim>, _ end: Instant?, in session: any SQLSession) throws {
        guard let end else { return }
        try session.execute(
            """
            UPDATE orders SET service_ends_at = $2 WHERE id IN (SELECT order_id FROM esims WHERE id = $1)
                AND (service_ends_at IS NULL OR service_ends_at < $2)
            """, id, end)
    }

    /// Does not count as having asked the network.
    static func move(_ id: ID<Esim>, to state: EsimState, in session: any SQLSession) throws {
        try session.execute("UPDATE esims SET state = $2 WHERE id = $1", id, state)
    }

    private static let columns = """
        SELECT id, order_id, line_id, position, person_id, profile, iccid, activation_code, state, total_bytes,
            used_bytes, expires_at, checked_at, supplier
        FROM esims
        """

    private static func esim(_ row: SQLRow) throws -> Esim {
        let id: ID<Esim> = try row[0]
        return Esim(
            id: id, order: try row[1], line: try row[2], position: try row[3], person: try row[4],
            supplier: RecipientID(try row[13]),
            profile: SealedValue(try row[5], in: .esimProfile, row: id.bytes),
            iccid: SealedValue(try row[6], in: .esimICCID, row: id.bytes),
            activationCode: SealedValue(try row[7], in: .esimActivationCode, row: id.bytes),
            status: EsimStatus(
                state: try row[8], totalBytes: try row[9], usedBytes: try row[10], expiresAt: try row[11]),
            checkedAt: try row[12])
    }
}

extension EsimState: SQLEnum {}
