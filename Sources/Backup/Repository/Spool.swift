// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization

/// Sealed chunks on their way: written to a file while a store is read, so that the reading does not wait for a target far
/// away, and sent from there. Never holds anything in clear.
final class Spool: Sendable {
    private struct Item {
        let name: ChunkName
        let offset: UInt64
        let length: Int
    }

    private struct State {
        let handle: FileHandle
        var items: [Item] = []
        var end: UInt64 = 0
    }

    private let state: Mutex<State>

    /// The file has no name, so that it ends with the process.
    init() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "sampan-\(UUID().uuidString)").path
        let descriptor = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0, unlink(path) == 0 else { throw POSIXError(.EIO) }
        state = Mutex(State(handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)))
    }

    /// Forgets what it holds: the reading begins anew.
    func empty() throws {
        try state.withLock { state in
            try state.handle.truncate(atOffset: 0)
            (state.items, state.end) = ([], 0)
        }
    }

    func append(_ sealed: [UInt8], _ name: ChunkName) throws {
        try state.withLock { state in
            try state.handle.seek(toOffset: state.end)
            try state.handle.write(contentsOf: sealed)
            state.items.append(Item(name: name, offset: state.end, length: sealed.count))
            state.end += UInt64(sealed.count)
        }
    }

    var names: [ChunkName] { state.withLock { $0.items.map(\.name) } }
    var byteCount: Int { state.withLock { Int($0.end) } }

    func chunk(at index: Int) throws -> (name: ChunkName, sealed: [UInt8]) {
        try state.withLock { state in
            let item = state.items[index]
            try state.handle.seek(toOffset: item.offset)
            guard let bytes = try state.handle.read(upToCount: item.length), bytes.count == item.length else {
                throw POSIXError(.EIO)
            }
            return (item.name, [UInt8](bytes))
        }
    }
}
