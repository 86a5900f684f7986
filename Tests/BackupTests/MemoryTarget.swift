// SPDX-License-Identifier: Apache-2.0

import Backup
import Synchronization

/// A repository in memory that can be looked into, damaged and made to fail.
final class MemoryTarget: BackupTarget {
    private struct State {
        var objects: [String: [UInt8]] = [:]
        /// How many puts still succeed; nil for all.
        var putsLeft: Int?
    }

    private let state = Mutex(State())
    let name = "memory"

    struct Failure: Error {}

    func put(_ bytes: [UInt8], at key: String) async throws {
        try state.withLock { state in
            if let left = state.putsLeft {
                guard left > 0 else { throw Failure() }
                state.putsLeft = left - 1
            }
            state.objects[key] = bytes
        }
    }

    func get(_ key: String) async throws -> [UInt8]? { state.withLock { $0.objects[key] } }

    func list(_ prefix: String) async throws -> [StoredObject] {
        state.withLock { state in
            state.objects.filter { $0.key.hasPrefix(prefix) }.map { StoredObject(key: $0.key, size: $0.value.count) }
        }
    }

    func delete(_ key: String) async throws { state.withLock { $0.objects[key] = nil } }

    var objects: [String: [UInt8]] { state.withLock { $0.objects } }
    func keys(_ prefix: String) -> Set<String> { Set(objects.keys.filter { $0.hasPrefix(prefix) }) }
    func fail(afterPuts count: Int?) { state.withLock { $0.putsLeft = count } }

    func change(_ key: String, _ change: (inout [UInt8]) -> Void) {
        state.withLock { state in
            if var bytes = state.objects[key] {
                change(&bytes)
                state.objects[key] = bytes
            }
        }
    }
}
