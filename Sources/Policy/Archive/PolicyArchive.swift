// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The published policies of one organisation. A draft never gets in here, so it can never be seen.
package struct PolicyArchive: Sendable {
    private let database: any Database
    private let clock: any WallClock

    package init(database: any Database, clock: any WallClock) {
        self.database = database
        self.clock = clock
    }

    package enum Publication: Sendable {
        case published(PublishedPolicy)
        /// The very same content was published before; nothing changed.
        case alreadyPublished(PublishedPolicy)
        case refused([PolicyProblem])
    }

    /// Publishes what passes `check`, which also asks for a later date than the version published last.
    package func publish(_ source: PolicySource, checkedBy check: PolicyCheck) async throws -> Publication {
        let latest = try await database.read { try $0.latestPolicyVersion() }
        let checked: CheckedPolicy
        switch check.check(source, after: latest?.policy) {
        case .refused(let problems): return .refused(problems)
        case .passed(let passed): checked = passed
        }
        let candidate = PublishedPolicy(
            version: checked.policy.version, revisedOn: checked.policy.lastRevised, publishedAt: clock.now(),
            content: checked.canonicalText, withdrawnAt: nil)
        return try await database.write { session in
            if let known = try session.policyVersion(candidate.version) { return .alreadyPublished(known) }
            try session.insertPolicyVersion(candidate)
            return .published(candidate)
        }
    }

    /// The version in force: the newest that was not withdrawn. Nil before the first publication.
    package func current() async throws -> PublishedPolicy? {
        try await database.read { try $0.currentPolicyVersion() }
    }

    package func version(_ version: PolicyVersion) async throws -> PublishedPolicy? {
        try await database.read { try $0.policyVersion(version) }
    }

    /// Which edition of the business's folder the organisation has taken over; nil for a new one.
    package func edition() async throws -> Instant? {
        try await database.read { try $0.businessEdition() }
    }

    /// Notes that an edition has been taken over; a later one stands.
    package func note(edition: Instant) async throws {
        try await database.write { try $0.noteBusinessEdition(edition) }
    }

    /// How often anything was published or withdrawn.
    package func changes() async throws -> Int {
        try await database.read { try $0.policyChanges() }
    }

    /// Newest first, withdrawn ones included.
    package func all() async throws -> [PublishedPolicy] {
        try await database.read { try $0.policyVersions() }
    }

    /// Whether a buyer who was shown `version` may accept it: it was published and not withdrawn.
    package func accepts(_ version: PolicyVersion) async throws -> Bool {
        guard let published = try await self.version(version) else { return false }
        return published.withdrawnAt == nil
    }

    /// Ends the acceptance of a version; it stays readable. Returns false when it did not stand.
    package func withdraw(_ version: PolicyVersion) async throws -> Bool {
        let now = clock.now()
        return try await database.write { try $0.withdrawPolicyVersion(version, at: now) }
    }
}
