// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
import Synchronization
package import Values

/// The append-only file of tombstones, withdrawals, objections and restrictions of one organisation, outside both stores.
///
/// One line an entry: `v1 <HMAC-SHA-256 of the person id, hex> <scope> <milliseconds>`. The digest's key is derived from the root
/// key, so the file by itself names nobody. A line is on disk (fsync) before the caller may report success; a last
/// line torn by a crash was never reported and is cut off when the file is opened.
package final class RestrictionLedger: Sendable {
    private struct State {
        var handle: FileHandle
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
        let handle = try FileHandle(forUpdating: file)
        let (restrictions, length) = try Self.read(handle)
        try handle.truncate(atOffset: length)
        try handle.seekToEnd()
        state = Mutex(State(handle: handle, restrictions: restrictions))
    }

    /// Records the restriction durably. Recording what stands already changes nothing.
    package func record(_ scope: RestrictionScope, of person: PersonID, at now: Instant) throws {
        let digest = digest(of: person)
        try state.withLock { state in
            let standing = state.restrictions[digest, default: Restrictions()]
            var changed = standing
            changed.apply(scope)
            guard changed != standing else { return }
            try state.handle.write(contentsOf: Data("v1 \(digest) \(scope.text) \(now.milliseconds)\n".utf8))
            try state.handle.synchronize()
            state.restrictions[digest] = changed
        }
    }

    package func restrictions(of person: PersonID) -> Restrictions {
        let digest = digest(of: person)
        return state.withLock { $0.restrictions[digest] ?? Restrictions() }
    }

    package func isErased(_ person: PersonID) -> Bool { restrictions(of: person).isErased }

    private func digest(of person: PersonID) -> String {
        HMAC<SHA256>.authenticationCode(for: person.bytes, using: key).map { hexByte($0) }.joined()
    }

    /// What every whole line says, and the length in bytes up to the end of the last one.
    private static func read(_ handle: FileHandle) throws -> ([String: Restrictions], UInt64) {
        let data = try handle.readToEnd() ?? Data()
        guard let lastBreak = data.lastIndex(of: UInt8(ascii: "\n")) else { return ([:], 0) }
        let whole = data[...lastBreak]
        var restrictions: [String: Restrictions] = [:]
        for line in whole.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard parts.count == 4, parts[0] == "v1", let scope = RestrictionScope(text: parts[2]) else {
                throw LedgerDamaged()
            }
            restrictions[String(parts[1]), default: Restrictions()].apply(scope)
        }
        return (restrictions, UInt64(whole.count))
    }
}

/// A line in the middle of the ledger is not one Sampan wrote: it must not be served over.
package struct LedgerDamaged: Error {}

private func hexByte(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
