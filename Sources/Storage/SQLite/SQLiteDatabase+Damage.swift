// SPDX-License-Identifier: Apache-2.0

extension SQLiteDatabase {
    /// What is wrong with the file, in SQLite's words; empty when it is sound. Reads the whole file: for `doctor`.
    package func damage() async throws -> [String] {
        try await read { session in
            let found: [String] = try session.query("PRAGMA quick_check") { try $0[0] }
            let dangling: [String] = try session.query("PRAGMA foreign_key_check") { row in
                "a row of \(try row[0] as String) points to a missing row of \(try row[2] as String)"
            }
            return found.filter { $0 != "ok" } + dangling
        }
    }
}
