// SPDX-License-Identifier: Apache-2.0

package import Crypto
package import Foundation
package import Policy
import Synchronization
package import Values

/// What a person was granted that no restored backup may undo.
package enum RestrictionScope: Hashable, Sendable {
    case erased
    case withdrew(Purpose)
    case objected(Purpose)

    var text: String {
        switch self {
        case .erased: "erased"
        case .withdrew(let purpose): "withdrew:\(purpose.rawValue)"
        case .objected(let purpose): "objected:\(purpose.rawValue)"
        }
    }
}

/// The append-only file of tombstones, withdrawals and objections of one organisation, outside both stores.
///
/// One line an entry: `v1 <HMAC-SHA-256 of the person id, hex> <scope> <milliseconds>`. The digest's key is derived from the root
/// key, so the file by itself names nobody. A line is on disk (fsync) before the caller may report success; a last
/// line torn by a crash was never reported and is cut off when the file is opened.
package final class RestrictionLedger: Sendable {
    private struct State {
        var handle: FileHandle
        var entries: Set<String>
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
        let (entries, length) = try Self.read(handle)
        try handle.truncate(atOffset: length)
        try handle.seekToEnd()
        state = Mutex(State(handle: handle, entries: entries))
    }

    /// Records the restriction durably. Recording it twice changes nothing.
    package func record(_ scope: RestrictionScope, of person: PersonID, at now: Instant) throws {
        let entry = self.entry(scope, person)
        try state.withLock { state in
            guard !state.entries.contains(entry) else { return }
            try state.handle.write(contentsOf: Data("v1 \(entry) \(now.milliseconds)\n".utf8))
            try state.handle.synchronize()
            state.entries.insert(entry)
        }
    }

    package func contains(_ scope: RestrictionScope, of person: PersonID) -> Bool {
        let entry = self.entry(scope, person)
        return state.withLock { $0.entries.contains(entry) }
    }

    package var count: Int { state.withLock { $0.entries.count } }

    private func entry(_ scope: RestrictionScope, _ person: PersonID) -> String {
        let digest = HMAC<SHA256>.authenticationCode(for: person.bytes, using: key)
        return digest.map { hexByte($0) }.joined() + " " + scope.text
    }

    /// Every whole line, and the length in bytes up to the end of the last one.
    private static func read(_ handle: FileHandle) throws -> (Set<String>, UInt64) {
        let data = try handle.readToEnd() ?? Data()
        guard let lastBreak = data.lastIndex(of: UInt8(ascii: "\n")) else { return ([], 0) }
        let whole = data[...lastBreak]
        var entries: Set<String> = []
        for line in whole.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ")
            guard parts.count == 4, parts[0] == "v1" else { throw LedgerDamaged() }
            entries.insert("\(parts[1]) \(parts[2])")
        }
        return (entries, UInt64(whole.count))
    }
}

/// A line in the middle of the ledger is not one Sampan wrote: it must not be served over.
package struct LedgerDamaged: Error {}

private func hexByte(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return byte < 16 ? "0" + text : text
}
