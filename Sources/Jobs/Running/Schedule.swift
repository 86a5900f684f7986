// SPDX-License-Identifier: Apache-2.0

import Storage
import Values

/// Which organisations have work now, which are being worked on, and when the others are next: all in memory.
struct Schedule: Sendable {
    private struct Entry {
        var next: Instant?
        var isWoken = false
        var isAtWork = false
        var runner: JobRunner?
        /// Counts wakings: who was woken first is worked on first.
        var wokenAt = 0
    }

    private var entries: [OrganisationID: Entry] = [:]
    /// Those open here, whose work is ours.
    private var claims: Set<OrganisationID> = []
    private var wakings = 0
    private(set) var isStopping = false

    /// Whose work may have moved on since the index was written.
    var known: Set<OrganisationID> { claims.union(entries.keys) }

    var claimed: [OrganisationID] { Array(claims) }

    func isClaimed(_ organisation: OrganisationID) -> Bool { claims.contains(organisation) }

    mutating func claim(_ organisation: OrganisationID) { claims.insert(organisation) }

    /// Forgets one that is closed; the index knows when it is due. One that was woken meanwhile is opened again.
    mutating func forget(_ organisation: OrganisationID) {
        claims.remove(organisation)
        guard let entry = entries[organisation], !entry.isWoken, !entry.isAtWork else { return }
        entries[organisation] = nil
    }

    /// The runner to tell, when one is at work already.
    mutating func wake(_ organisation: OrganisationID) -> JobRunner? {
        setWoken(organisation)
        return entries[organisation]?.runner
    }

    private mutating func setWoken(_ organisation: OrganisationID) {
        guard entries[organisation]?.isWoken != true else { return }
        wakings += 1
        entries[organisation, default: Entry()].isWoken = true
        entries[organisation]?.wokenAt = wakings
    }

    /// Wakes those that nobody here has worked on yet; the others' times are known better than the index knows them.
    mutating func wakeUnknown(_ organisations: [OrganisationID]) -> Bool {
        let unknown = organisations.filter { entries[$0] == nil }
        unknown.forEach { setWoken($0) }
        return !unknown.isEmpty
    }

    mutating func wakeDue(at now: Instant) -> Bool {
        var hasWoken = false
        for (organisation, entry) in entries where !entry.isAtWork && !entry.isWoken {
            guard let next = entry.next, next <= now else { continue }
            setWoken(organisation)
            hasWoken = true
        }
        return hasWoken
    }

    /// Those to begin work on: woken, and not worked on already; as many as keep those at work to the limit.
    mutating func takeWoken(atWork limit: Int) -> [OrganisationID] {
        guard !isStopping else { return [] }
        let free = limit - entries.values.count { $0.isAtWork }
        let woken = entries.filter { $0.value.isWoken && !$0.value.isAtWork }
            .sorted { $0.value.wokenAt < $1.value.wokenAt }.prefix(max(free, 0)).map(\.key)
        for organisation in woken {
            entries[organisation]?.isAtWork = true
            entries[organisation]?.isWoken = false
        }
        return woken
    }

    /// Notes whom to wake from now on; false when stopping.
    mutating func begin(_ organisation: OrganisationID, with runner: JobRunner) -> Bool {
        guard !isStopping else { return false }
        entries[organisation]?.runner = runner
        return true
    }

    /// False when it was woken meanwhile, and has to be looked at once more.
    mutating func end(_ organisation: OrganisationID, next: Instant?) -> Bool {
        guard isStopping || entries[organisation]?.isWoken != true else {
            entries[organisation]?.isWoken = false
            return false
        }
        entries[organisation] = Entry(next: next)
        return true
    }

    var runnersAtWork: [JobRunner] { entries.values.compactMap(\.runner) }

    /// The runners at work, to be stopped.
    mutating func stop() -> [JobRunner] {
        isStopping = true
        return runnersAtWork
    }
}
