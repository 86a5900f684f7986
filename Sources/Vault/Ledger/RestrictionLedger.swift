// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
import Synchronization
package import Values

/// The append-only file of tombstones, withdrawals, objections and restrictions of one organisation, outside both stores.
///
/// One line an entry: `v1 <HMAC-SHA-256 of the person id, hex> <scope> <milliseconds>`. The digest's key is derived from the root
/// key, so the file by itself names nobody. A line is on disk (fsync) before the caller may report success; one torn by a
/// crash or a full disk was never reported and is cut off before the next. Several servers may share the file: they write
/// one at a time, under a lock, and each reads what others have appended before it answers.
package final class RestrictionLedger: Sendable {
    private struct State {
        var handle: FileHandle
        /// How much of the file is known.
        var length: UInt64
        /// By digest of the person.
        var restrictions: [String: Restrictions]
    }

    private let key: SymmetricKey
    private let state: Mutex<State>

    package init(file: URL, key: SymmetricKey) throws {
        self.key = key
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        if !FileManager.default.fileExists(atPath: file.path) {
            guard
                FileManager.default.createFile(
                    atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw CocoaError(.fileWriteUnknown) }
        }
        let descriptor = open(file.path, O_RDWR | O_APPEND | O_CLOEXEC)
        guard descriptor >= 0 else { throw CocoaError(.fileReadUnknown) }
        var state = State(
            handle: FileHandle(fileDescriptor: descriptor, closeOnDealloc: true), length: 0, restrictions: [:])
        try Self.alone(with: &state) { _ in }
        self.state = Mutex(state)
    }

    /// Records the restriction durably. Recording what stands already changes nothing.
    package func record(_ scope: RestrictionScope, of person: PersonID, at now: Instant) throws {
        let digest = digest(of: person)
        try state.withLock { state in
            try Self.alone(with: &state) { state in
                let standing = state.restrictions[digest, default: Restrictions()]
                var changed = standing
                changed.apply(scope, at: now)
                guard changed != standing else { return }
                try state.handle.write(contentsOf: Data("v1 \(digest) \(scope.text) \(now.milliseconds)\n".utf8))
                try state.handle.synchronize()
                try Self.catchUp(&state)
            }
        }
    }

    /// Runs `body` while no other server writes, and leaves no torn line: neither somebody else's before, nor its own.
    private static func alone(with state: inout State, _ body: (inout State) throws -> Void) throws {
        let descriptor = state.handle.fileDescriptor
        while flock(descriptor, LOCK_EX) != 0 {
            guard errno == EINTR else { throw CocoaError(.fileLocking) }
        }
        defer { flock(descriptor, LOCK_UN) }
        try catchUp(&state)
        try state.handle.truncate(atOffset: state.length)
        do {
            try body(&state)
        } catch {
            try catchUp(&state)
            try state.handle.truncate(atOffset: state.length)
            throw error
        }
    }

    package func restrictions(of person: PersonID) throws -> Restrictions {
        let digest = digest(of: person)
        return try state.withLock { state in
            try Self.catchUp(&state)
            return state.restrictions[digest] ?? Restrictions()
        }
    }

    package func isErased(_ person: PersonID) throws -> Bool { try restrictions(of: person).isErased }

    private func digest(of person: PersonID) -> String {
        HMAC<SHA256>.authenticationCode(for: person.bytes, using: key).map { hexByte($0) }.joined()
    }

    /// Reads the whole lines that were appended since the file was last looked at.
    private static func catchUp(_ state: inout State) throws {
        var status = stat()
        guard fstat(state.handle.fileDescriptor, &status) == 0, UInt64(status.st_size) > state.length else { return }
        try state.handle.seek(toOffset: state.length)
        let data = try state.handle.readToEnd() ?? Data()
        guard let lastBreak = data.lastIndex(of: UInt8(ascii: "\n")) else { return }
        let whole = data[...lastBreak]
        for line in whole.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard parts.count == 4, parts[0] == "v1", let scope = RestrictionScope(text: parts[2]),
                let time = Int64(parts[3])
            else { throw LedgerDamaged() }
            state.restrictions[String(parts[1]), default: Restrictions()]
                .apply(scope, at: Instant(milliseconds: time))
        }
        state.length += UInt64(whole.count)
    }
}

/// A line in the middle of the ledger is not one Sampan wrote: it must not be served over.
package struct LedgerDamaged: Error {}

private func hexByte(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
