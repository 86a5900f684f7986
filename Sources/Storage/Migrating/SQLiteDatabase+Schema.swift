// SPDX-License-Identifier: Apache-2.0

extension SQLiteDatabase {
    /// The schema as the database itself tells it: what `Sources/Storage/schema` records and the column register reads.
    package func schemaText() async throws -> String {
        let header = "-- What the migrations of this folder's name add up to. Written by `make snapshots`.\n"
        return try await read { session in
            try session.schemaStatements().reduce(into: header) { $0 += "\n" + $1 + ";\n" }
        }
    }
}
