// SPDX-License-Identifier: Apache-2.0

extension Database {
    /// Throws when the database does not answer a question about nothing.
    package func demandAnswer() async throws {
        _ = try await read { try $0.query("SELECT 1", []) { _ in } }
    }
}
