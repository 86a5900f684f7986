// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Storage
import Synchronization

/// The newest signed checkpoint of each log, in small files outside the data store.
///
/// A data store put back from an old copy has forgotten what was signed since. Signing its shorter tree, or another one of the
/// same length, would contradict receipts in other people's hands; these files remember. They belong in the secrets tree,
/// beside the key.
package final class SignedHeads: Sendable {
    private let folder: URL
    private let lock = Mutex(())

    package init(in folder: URL) {
        self.folder = folder
    }

    /// Nil before anything was signed.
    func newest(of log: AuditLog) throws -> SignedNote? {
        try lock.withLock { _ in try read(log) }
    }

    /// On disk when it returns. Never goes back to a smaller tree; throws `InconsistentTree` for another tree of the same size.
    func keep(_ note: SignedNote, of log: AuditLog) throws {
        try lock.withLock { _ in
            let file = file(of: log)
            guard let new = Checkpoint(text: note.text) else { throw SignedHeadDamaged(path: file.path) }
            if let known = try read(log).flatMap({ Checkpoint(text: $0.text) }), known.size >= new.size {
                guard known.size > new.size || known.root == new.root else {
                    throw InconsistentTree(log: log, signedSize: known.size, size: new.size)
                }
                return
            }
            try PrivateFile.write(note.description, to: file)
        }
    }

    private func read(_ log: AuditLog) throws -> SignedNote? {
        let file = file(of: log)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let text = try String(contentsOf: file, encoding: .utf8)
        guard let note = SignedNote(text), Checkpoint(text: note.text) != nil else {
            throw SignedHeadDamaged(path: file.path)
        }
        return note
    }

    private func file(of log: AuditLog) -> URL { folder.appending(path: "audit.\(log.rawValue).head") }
}

/// What was signed last cannot be read: nothing may be signed until it can.
package struct SignedHeadDamaged: Error, CustomStringConvertible {
    package let path: String

    package var description: String {
        "\(path) does not hold a signed checkpoint: restore it from the secrets backup"
    }
}
