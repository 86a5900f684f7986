// SPDX-License-Identifier: Apache-2.0

package import Audit
package import Foundation
import Policy
package import Storage
package import Values

/// Removes what has passed the term the policy gives it: the register says where it lies, the policy how long it may.
///
/// Keys first: whoever has nothing left that is not due loses their key, and with it what copies and backups hold of them; then the
/// rows are deleted or cleared, in batches. What went is written down as counts by table. Harmless to repeat; a crash in
/// between leaves the rest to the next run.
package struct RetentionSweep: Sendable {
    static let batch = 500
    package static let type: AuditType = "retention.swept"

    private let data: any Database
    private let vault: Vault
    /// The calendar that terms end by.
    private let timeZone: TimeZone
    private let clock: any WallClock

    package init(data: any Database, vault: Vault, timeZone: TimeZone, clock: any WallClock) {
        self.data = data
        self.vault = vault
        self.timeZone = timeZone
        self.clock = clock
    }

    /// Returns how many rows went, by table, and under `people` how many people.
    @discardableResult
    package func callAsFunction() async throws -> [String: Int] {
        let now = clock.now()
        var due: [DueRows] = []
        for table in vault.register.tables {
            guard case .ends(let end) = table.term else { continue }
            due.append(try DueRows(in: table, end, under: vault.policy, at: now, timeZone))
        }
        var counts: [String: Int] = [:]
        for rows in due {
            counts["people", default: 0] += try await destroyKeys(ofPeopleIn: rows, all: due)
            counts[rows.table.name] = try await remove(rows)
        }
        counts = counts.filter { $0.value > 0 }
        if !counts.isEmpty { try await record(counts, at: now) }
        return counts
    }

    /// Destroys the keys of those named by due rows who have no sealed value left that is not due; returns how many.
    private func destroyKeys(ofPeopleIn rows: DueRows, all: [DueRows]) async throws -> Int {
        var last: PersonID?
        var count = 0
        while true {
            let after = last
            let people = try await data.read { try rows.people(after: after, limit: Self.batch, in: $0) }
            let ended = try await data.read { session in
                try people.filter { person in
                    try !all.contains { try $0.holdsSealedValues && $0.hasUndueRow(about: person, in: session) }
                }
            }
            var destroyed: [PersonID] = []
            for person in ended where try await vault.exists(person) { destroyed.append(person) }
            try await vault.destroyKeys(of: destroyed)
            count += destroyed.count
            guard people.count == Self.batch else { return count }
            last = people.last
        }
    }

    private func remove(_ rows: DueRows) async throws -> Int {
        var count = 0
        while true {
            let removed = try await data.write { try rows.remove(limit: Self.batch, in: $0) }
            if removed == 0 { return count }
            count += removed
        }
    }

    private func record(_ counts: [String: Int], at now: Instant) async throws {
        let entry = AuditEntry(
            log: .evidence, type: Self.type, at: now, policyVersion: vault.policy.version.hex,
            purpose: Purpose.legalDuty.rawValue,
            outcome: counts.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value)" }.joined(separator: ","))
        try await data.write { try entry.insert(in: $0) }
    }
}

/// The policy counts a term from an event that the register does not know for this table.
package struct TermUncountable: Error, CustomStringConvertible {
    package let table: String
    package let category: String
    package let start: String

    package var description: String {
        "The policy keeps \(category) from `\(start)`, which \(table) cannot tell: write another `from` in its `retention`."
    }
}
