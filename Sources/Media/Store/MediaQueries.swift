// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Storage
package import Values
import Vault

/// Every statement about files.
package enum MediaQueries {
    /// The content and the seal come later.
    static func insert(
        _ id: ID<Media>, of person: PersonID, type: MediaType, name: Sealed, at now: Instant,
        in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO media (id, person_id, type, name, stored_at) VALUES ($1, $2, $3, $4, $5)",
            id, person, type, name, now)
    }

    static func insertChunk(
        _ row: [UInt8], of id: ID<Media>, person: PersonID, _ content: Sealed, in session: any SQLSession
    ) throws {
        try session.execute(
            "INSERT INTO media_chunks (id, media_id, person_id, content) VALUES ($1, $2, $3, $4)",
            row, id, person, content)
    }

    static func complete(
        _ id: ID<Media>, size: Int, chunks: Int, seal: Sealed, in session: any SQLSession
    ) throws -> Bool {
        try session.execute(
            "UPDATE media SET size = $2, chunks = $3, seal = $4 WHERE id = $1", id, size, chunks, seal) > 0
    }

    /// Says, in the transaction that stores what refers to it, that a file is used. False when it is not there any more.
    package static func attach(_ id: ID<Media>, at now: Instant, in session: any SQLSession) throws -> Bool {
        try session.execute(
            "UPDATE media SET attached_at = $2 WHERE id = $1 AND attached_at IS NULL AND size IS NOT NULL", id, now) > 0
    }

    package static func media(_ id: ID<Media>, in session: any SQLSession) throws -> StoredMedia? {
        try session.first("SELECT \(columns) FROM media WHERE id = $1 AND size IS NOT NULL", id, map: media)
    }

    /// Everything of a person that something refers to, oldest first.
    static func media(of person: PersonID, in session: any SQLSession) throws -> [StoredMedia] {
        try session.query(
            """
            SELECT \(columns) FROM media WHERE person_id = $1 AND size IS NOT NULL AND attached_at IS NOT NULL
            ORDER BY stored_at, id LIMIT 1000
            """, person, map: media)
    }

    static func chunk(_ row: [UInt8], in session: any SQLSession) throws -> Sealed? {
        try session.first("SELECT content FROM media_chunks WHERE id = $1", row) { try $0[0] }
    }

    static func delete(_ id: ID<Media>, in session: any SQLSession) throws {
        try session.execute("DELETE FROM media WHERE id = $1", id)
    }

    /// Files nothing refers to that were begun before `instant`.
    static func unsent(before instant: Instant, limit: Int, in session: any SQLSession) throws -> [Unsent] {
        try session.query(
            "SELECT id, person_id FROM media WHERE attached_at IS NULL AND stored_at < $1 ORDER BY stored_at LIMIT $2",
            instant, limit
        ) { Unsent(id: try $0[0], person: try $0[1]) }
    }

    struct Unsent: Sendable {
        let id: ID<Media>
        let person: PersonID
    }

    /// The id of a piece, which it is sealed to: of one file, at one place.
    static func row(of id: ID<Media>, at position: Int) -> [UInt8] {
        let place = withUnsafeBytes(of: UInt32(position).bigEndian, Array.init)
        return Array(SHA256.hash(data: [UInt8]("sampan media 1".utf8) + id.bytes + place).prefix(16))
    }

    private static let columns = "id, person_id, type, name, seal, size, chunks, stored_at"

    private static func media(_ row: SQLRow) throws -> StoredMedia {
        let id: ID<Media> = try row[0]
        return StoredMedia(
            id: id, person: try row[1], type: try row[2], size: try row[5],
            name: SealedValue(try row[3], in: .mediaName, row: id.bytes), storedAt: try row[7],
            seal: SealedValue(try row[4], in: .mediaSeal, row: id.bytes), chunks: try row[6])
    }
}
