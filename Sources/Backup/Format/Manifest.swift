// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// What one backup consists of: enough to find, check and restore it, on either engine.
package struct Manifest: Codable, Sendable, Hashable {
    /// The same for the data and the keys of one run.
    package let run: String
    /// When the first store was read, in milliseconds. What was committed before is in it.
    package let takenAt: Int64
    /// Which installation it is of.
    package let installation: String
    /// `sqlite` or `postgresql`: for people, since either restores on the other.
    package let engine: String
    package let contents: RepositoryContents
    /// By which the root key that opens it is known again, without telling anything of it.
    package let rootProof: String
    package let stores: [StoreRecord]
    /// Where the secrets stood when this was taken.
    package let secrets: [SecretsState]

    package init(
        run: String, takenAt: Instant, installation: String, engine: String, contents: RepositoryContents,
        rootProof: String, stores: [StoreRecord], secrets: [SecretsState]
    ) {
        self.run = run
        self.takenAt = takenAt.milliseconds
        self.installation = installation
        self.engine = engine
        self.contents = contents
        self.rootProof = rootProof
        self.stores = stores
        self.secrets = secrets
    }

    package var instant: Instant { Instant(milliseconds: takenAt) }
    package var rows: Int { stores.reduce(0) { $0 + $1.rows } }
    var chunks: Set<ChunkName> { Set(stores.flatMap(\.chunks)) }
}

/// One store of a backup.
package struct StoreRecord: Codable, Sendable, Hashable {
    /// `DatabaseKind.rawValue`.
    package let kind: String
    /// Nil for the control store.
    package let organisation: String?
    /// The numbers of the migrations its rows were written under.
    package let schema: [Int]
    package let tables: [TableRecord]
    /// In the order of the stream.
    package let chunks: [ChunkName]

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }
    package var databaseKind: DatabaseKind? { DatabaseKind(rawValue: kind) }
    package var organisationID: OrganisationID? { organisation.flatMap { OrganisationID($0) } }
}

package struct TableRecord: Codable, Sendable, Hashable {
    package let name: String
    package let rows: Int
    /// SHA-256 over its records, in hexadecimal: equal for equal rows, whatever the engine.
    package let digest: String
}

/// Where an organisation's secrets stood, without any of them.
package struct SecretsState: Codable, Sendable, Hashable {
    package let organisation: String
    /// The epochs whose secrets existed.
    package let epochs: [UInt32]
    /// The head of the restriction ledger: how long it was, and the SHA-256 of it.
    package let ledgerBytes: Int
    package let ledgerDigest: String

    package init(organisation: String, epochs: [UInt32], ledgerBytes: Int, ledgerDigest: String) {
        self.organisation = organisation
        self.epochs = epochs
        self.ledgerBytes = ledgerBytes
        self.ledgerDigest = ledgerDigest
    }
}
