// SPDX-License-Identifier: Apache-2.0

import Storage
import TestKit
import Testing

@Suite("The committed schema")
struct SchemaSnapshotTests {
    @Test(arguments: DatabaseKind.allCases)
    func `replaying the migrations gives exactly the committed schema`(kind: DatabaseKind) async throws {
        try await withTemporaryDatabase(kind) { database in
            try expectSnapshot(try await database.schemaText(), at: "Sources/Storage/schema/\(kind.rawValue).sql")
        }
    }
}
