// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Values

/// An organisation's databases as its own rows of two shared ones, which row security keeps apart.
final class PostgreSQLOrganisations: OrganisationEngine {
    private struct State {
        var data: PostgreSQLStore?
        var keys: PostgreSQLStore?
        var opened: [OrganisationID: OrganisationStores] = [:]
        var isClosed = false
    }

    private let settings: PostgreSQLSettings
    private let paths: StoragePaths
    private let clock: any WallClock
    private let state = Mutex(State())

    init(in settings: PostgreSQLSettings, at paths: StoragePaths, clock: any WallClock) {
        self.settings = settings
        self.paths = paths
        self.clock = clock
    }

    var openCount: Int { state.withLock { $0.opened.count } }

    func open(_ organisation: OrganisationID, creating: Bool) throws -> OrganisationStores {
        try state.withLock { state in
            guard !state.isClosed else { throw StorageError.closed }
            if let stores = state.opened[organisation] { return stores }
            let (data, keys) = try databases(&state, creating: creating)
            let stores = OrganisationStores(
                data: data.database(of: organisation), keys: keys.database(of: organisation))
            state.opened[organisation] = stores
            return stores
        }
    }

    /// They are views on what all share, and end with their last holder.
    func release(_ organisation: OrganisationID) {
        _ = state.withLock { $0.opened.removeValue(forKey: organisation) }
    }

    func prepare() throws {
        try PostgreSQLStore.prepare(.keys, in: settings, clock: clock)
        try PostgreSQLStore.prepare(.data, in: settings, clock: clock)
    }

    private func databases(
        _ state: inout State, creating: Bool
    ) throws -> (data: PostgreSQLStore, keys: PostgreSQLStore) {
        if let data = state.data, let keys = state.keys { return (data, keys) }
        let id = try InstallationMark.readOrMake(in: paths.secrets)
        // Marked in this order, so data that bears a mark beside keys that do not is a loss of keys.
        let isFresh = try creating && !InstallationClaim.stands(at: settings.data)
        let keys = try PostgreSQLStore(
            .keys, in: settings, installation: InstallationClaim(id: id, mayBeNew: isFresh), clock: clock)
        let data = try PostgreSQLStore(
            .data, in: settings, installation: InstallationClaim(id: id, mayBeNew: isFresh), clock: clock)
        (state.data, state.keys) = (data, keys)
        return (data, keys)
    }

    func close() async {
        let (stores, opened) = state.withLock { state in
            state.isClosed = true
            defer { state = State(isClosed: true) }
            return ([state.data, state.keys].compactMap { $0 }, Array(state.opened.values))
        }
        for organisation in opened {
            await organisation.data.close()
            await organisation.keys.close()
        }
        for store in stores { await store.close() }
    }
}
