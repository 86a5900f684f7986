// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Values

/// An organisation's databases as files of its own: opened on demand, the longest unused closed.
///
/// Beyond `maximumOpen` organisations one that nobody holds is closed; those in use stay, even if that means more.
final class SQLiteOrganisations: OrganisationEngine {
    private struct Slot {
        var data: SQLiteDatabase
        var keys: SQLiteDatabase
        var lastUse: UInt64

        var stores: OrganisationStores { OrganisationStores(data: data, keys: keys) }

        mutating func isInUse() -> Bool {
            !isKnownUniquelyReferenced(&data) || !isKnownUniquelyReferenced(&keys)
        }
    }

    private struct State {
        var slots: [OrganisationID: Slot] = [:]
        var useCount: UInt64 = 0
        var isClosed = false
    }

    private let paths: StoragePaths
    private let clock: any WallClock
    private let maximumOpen: Int
    private let state = Mutex(State())
    /// Held while files are opened, so that no organisation gets two writers; lookups of open ones do not wait for it.
    private let opening = Mutex(())

    init(at paths: StoragePaths, clock: any WallClock, maximumOpen: Int) {
        self.paths = paths
        self.clock = clock
        self.maximumOpen = maximumOpen
    }

    var openCount: Int { state.withLock { $0.slots.count } }

    /// Files are brought to the schema when they are opened.
    func prepare() {}

    /// Finishes the writes already waiting and closes every file; every later use throws `StorageError.closed`.
    func close() async {
        let slots = state.withLock { state in
            state.isClosed = true
            defer { state.slots.removeAll() }
            return Array(state.slots.values)
        }
        for slot in slots {
            await slot.data.close()
            await slot.keys.close()
        }
    }

    func release(_ organisation: OrganisationID) async {
        // What ran beside the organisation is ending; whatever takes longer, such as a backup, leaves the files to the longest unused.
        for _ in 0..<20 {
            let slot = state.withLock { state in
                state.slots[organisation]?.isInUse() == false ? state.slots.removeValue(forKey: organisation) : nil
            }
            if let slot {
                await slot.data.close()
                await slot.keys.close()
                return
            }
            // A cancelled sleep only looks again sooner.
            try? await Task.sleep(for: .milliseconds(5))
        }
    }

    func open(_ organisation: OrganisationID, creating: Bool) throws -> OrganisationStores {
        if let stores = try stores(of: organisation) { return stores }
        return try opening.withLock { _ in
            if let stores = try stores(of: organisation) { return stores }
            // Keys first: a key without data does no harm, data without its key is lost.
            let keys = try open(.keys, at: paths.keysDatabase(of: organisation), of: organisation, creating: creating)
            let data = try open(.data, at: paths.dataDatabase(of: organisation), of: organisation, creating: creating)
            let closed = state.withLock { state in
                state.useCount += 1
                state.slots[organisation] = Slot(data: data, keys: keys, lastUse: state.useCount)
                return Self.removeUnused(from: &state, downTo: maximumOpen, sparing: organisation)
            }
            // Closed here, outside the lock: the last connection to go writes the log back into the file.
            withExtendedLifetime(closed) {}
            return OrganisationStores(data: data, keys: keys)
        }
    }

    private func stores(of organisation: OrganisationID) throws -> OrganisationStores? {
        try state.withLock { state in
            guard !state.isClosed else { throw StorageError.closed }
            state.useCount += 1
            state.slots[organisation]?.lastUse = state.useCount
            return state.slots[organisation]?.stores
        }
    }

    private static func removeUnused(
        from state: inout State, downTo maximum: Int, sparing spared: OrganisationID
    ) -> [SQLiteDatabase] {
        var closed: [SQLiteDatabase] = []
        let oldestFirst = state.slots.sorted { $0.value.lastUse < $1.value.lastUse }.map(\.key)
        for id in oldestFirst where state.slots.count > maximum && id != spared {
            guard state.slots[id]?.isInUse() == false, let slot = state.slots.removeValue(forKey: id) else { continue }
            closed += [slot.data, slot.keys]
        }
        return closed
    }

    private func open(
        _ kind: DatabaseKind, at file: URL, of organisation: OrganisationID, creating: Bool
    ) throws -> SQLiteDatabase {
        if creating {
            try PrivateFile.createFolder(at: file.deletingLastPathComponent())
        } else if !FileManager.default.fileExists(atPath: file.path) {
            throw InstallationProblem.databaseMissing(path: file.path)
        }
        return try InstallationProblem.naming(file) {
            try SQLiteDatabase.open(kind, at: file, owner: organisation, clock: clock)
        }
    }
}
