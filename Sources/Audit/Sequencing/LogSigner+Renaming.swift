// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Storage

/// What was last signed under a name that signs no more.
package struct FormerHead: Hashable, Sendable {
    package let log: AuditLog
    package let origin: String
    package let size: Int
    package let root: TreeHash

    /// The entry with which a log under a new name commits to it.
    package var outcome: String { "\(origin) \(size) \(root)" }
}

extension AuditType {
    /// A log goes on under a new name, from what a backup held of it; the outcome is the old name, with its last size and root.
    package static let continuedAfterRestore: AuditType = "log.continued-after-restore"
    /// The stores came back from a backup; the outcome says from which.
    package static let restored: AuditType = "stores.restored"
}

extension LogSigner {
    /// Has the logs of a folder of secrets signed under a new name from here on: their stores are older than what was signed, and
    /// signing that anew under the old name would contradict it.
    ///
    /// The key stays, and so does the old name among those whose signatures count. Returns what was signed last: the new logs
    /// commit to it in their first entry.
    package static func rename(in secrets: URL, logs: [AuditLog], to base: String) throws -> [FormerHead] {
        let old = try LogSigner(in: secrets) { base }
        let heads = try logs.compactMap { log in
            try old.newestCheckpoint(of: log).map { head in
                FormerHead(log: log, origin: head.origin, size: head.size, root: head.root)
            }
        }
        let former = secrets.appending(path: formerFile)
        try PrivateFile.write((old.formerBases + [old.base]).map { "\($0)\n" }.joined(), to: former)
        try PrivateFile.write(base + "\n", to: secrets.appending(path: "audit.origin"))
        for log in logs {
            let head = secrets.appending(path: "audit.\(log.rawValue).head")
            guard FileManager.default.fileExists(atPath: head.path) else { continue }
            let kept = secrets.appending(path: "audit.\(log.rawValue).head.\(old.formerBases.count + 1)")
            try FileManager.default.moveItem(at: head, to: kept)
        }
        return heads
    }

    static let formerFile = "audit.origins.former"

    /// Names that signed before a restore, oldest first.
    static func formerBases(in secrets: URL) throws -> [String] {
        let file = secrets.appending(path: formerFile)
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
    }
}
