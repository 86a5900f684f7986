// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
import Storage
package import Values

extension Repository {
    /// Builds one store of a backup as a SQLite file of this program's schema.
    ///
    /// Throws `RepositoryDamage` when a chunk is not what was written, or the rows are not those that were backed up.
    package func build(_ store: StoreRecord, at file: URL, clock: any WallClock) async throws {
        guard let kind = store.databaseKind else { throw RowStreamDamaged() }
        let builder = try StoreBuilder(
            kind, at: file, schema: store.schema, owner: store.organisationID, clock: clock)
        var filling = StoreFilling(builder)
        for name in store.chunks {
            try filling.take(try await chunk(name))
        }
        guard try filling.finish() == store.tables else {
            throw RepositoryDamage.contentDiffers("\(store.kind) of \(store.organisation ?? "the instance")")
        }
    }
}

/// Turns the stream of a store back into rows, and counts and digests them on the way.
private struct StoreFilling {
    private struct Table {
        let name: String
        let columns: [String]
        var rows = 0
        var digest = SHA256()
        var waiting: [[SQLValue]] = []
    }

    private let builder: StoreBuilder
    private var reader = RowStreamReader()
    private var table: Table?
    private var done: [TableRecord] = []
    private static let rowsAtATime = 2000

    init(_ builder: StoreBuilder) {
        self.builder = builder
    }

    mutating func take(_ bytes: [UInt8]) throws {
        reader.append(bytes)
        while let record = try reader.next() { try take(record) }
    }

    /// What was filled in, table by table.
    mutating func finish() throws -> [TableRecord] {
        guard reader.isAtEnd, table == nil else { throw RowStreamDamaged() }
        try builder.finish()
        return done
    }

    private mutating func take(_ record: RowRecord) throws {
        switch record {
        case .table(let name, let columns):
            guard table == nil else { throw RowStreamDamaged() }
            table = Table(name: name, columns: columns)
        case .row(let values):
            guard table?.columns.count == values.count else { throw RowStreamDamaged() }
            table?.rows += 1
            table?.digest.update(data: record.bytes)
            table?.waiting.append(values)
            if table?.waiting.count == Self.rowsAtATime { try flush() }
        case .end:
            try flush()
            guard let table else { throw RowStreamDamaged() }
            done.append(
                TableRecord(name: table.name, rows: table.rows, digest: ChunkName(table.digest.finalize()).text))
            self.table = nil
        }
    }

    private mutating func flush() throws {
        guard let table else { return }
        try builder.insert(table.waiting, into: table.name, columns: table.columns)
        self.table?.waiting = []
    }
}
