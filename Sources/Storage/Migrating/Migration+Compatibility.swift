// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The step without which a program must not use a database that has this one; nil when it does no harm to programs that have
    /// never heard of it, which is the rule: a new table, a new column that may be left out.
    ///
    /// A line `-- needs 0120` says so: what this step takes away or changes, the program that brought 0120 has stopped using.
    var needs: Int? {
        sql.firstMatch(of: /(?m)^-- needs (\d{4})$/).flatMap { Int($0.1) }
    }

    /// Whether the step takes away or renames what an older program may use.
    package var isHarsh: Bool {
        SQLText.statements(in: sql).contains { $0.contains(/\b(DROP|RENAME)\b/) }
    }

    package var saysWhatItNeeds: Bool { needs != nil }
}

extension [Migration] {
    /// The steps that a database lacks, in order.
    ///
    /// Throws `MigrationError.databaseIsNewer` when it has one that demands a program we are not, and `changed` when one of ours
    /// was edited after it was applied there.
    func missing(in applied: [AppliedMigration]) throws -> [Migration] {
        let known = Dictionary(uniqueKeysWithValues: map { ($0.number, $0) })
        for done in applied {
            guard let step = known[done.number] else {
                guard let needed = done.needs, known[needed] == nil else { continue }
                throw MigrationError.databaseIsNewer(number: done.number, name: done.name)
            }
            guard step.digest == done.digest else {
                throw MigrationError.changed(number: step.number, name: step.name)
            }
        }
        let finished = Set(applied.map(\.number))
        return filter { !finished.contains($0.number) }
    }
}
