// SPDX-License-Identifier: Apache-2.0

/// Where a repository lies: a folder, or a bucket somewhere. It is told no secret and holds nothing readable.
package protocol BackupTarget: Sendable {
    /// As a person would write it down: `/mnt/backup/data`, `s3://bucket/prefix`.
    var name: String { get }
    /// The whole object or nothing is there when this returns or fails, and it is durable when it returns.
    func put(_ bytes: [UInt8], at key: String) async throws
    /// Nil when there is no such object.
    func get(_ key: String) async throws -> [UInt8]?
    /// Everything whose key begins so.
    func list(_ prefix: String) async throws -> [StoredObject]
    /// Nothing happens when there is no such object.
    func delete(_ key: String) async throws
}

package struct StoredObject: Sendable, Hashable {
    package let key: String
    package let size: Int

    package init(key: String, size: Int) {
        self.key = key
        self.size = size
    }
}

/// A target refused or did not answer. Says what was tried on which object, and never a secret.
package struct TargetProblem: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
