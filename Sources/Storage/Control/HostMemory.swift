// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The hosts asked for so far and whose they are. Names nobody has are not kept: anybody can ask for those.
final class HostMemory: Sendable {
    private struct State {
        var organisations: [String: Organisation] = [:]
        /// Counts forgettings, so that a look-up begun before one does not put the old answer back.
        var generation = 0
    }

    private let state = Mutex(State())

    func organisation(
        for host: String, orElse find: () async throws -> Organisation?
    ) async throws -> Organisation? {
        let (known, generation) = state.withLock { ($0.organisations[host], $0.generation) }
        if let known { return known }
        guard let found = try await find() else { return nil }
        state.withLock { state in
            if state.generation == generation { state.organisations[host] = found }
        }
        return found
    }

    func forget() {
        state.withLock { state in
            state.organisations.removeAll()
            state.generation += 1
        }
    }
}
