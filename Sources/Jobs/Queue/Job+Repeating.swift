// SPDX-License-Identifier: Apache-2.0

package import Storage

extension Job {
    /// Queues it unless one of its kind waits or runs already: for work that goes on by itself once it was begun. Then
    /// nothing is written.
    package func begin(in database: any Database) async throws {
        let job = self
        let isUnderWay = try await database.read { try JobQueries.isUnderWay(job.kind, about: job.subject, in: $0) }
        guard !isUnderWay else { return }
        try await database.write { try job.insert(in: $0) }
    }
}
