// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// A repository in a folder: another disk, or a mounted share. Objects appear whole under their names or not at all.
package struct FolderTarget: BackupTarget {
    private let root: URL
    /// Where objects are written until they are whole. On the same file system, and never listed.
    private var drafts: URL { root.appending(path: "drafts") }

    package init(_ root: URL) {
        self.root = root
    }

    package var name: String { root.path }

    package func put(_ bytes: [UInt8], at key: String) async throws {
        let place = root.appending(path: key)
        let draft = drafts.appending(path: UUID().uuidString)
        try naming("write", key) {
            let folder = place.deletingLastPathComponent()
            let isNew = !FileManager.default.fileExists(atPath: folder.path)
            for needed in [drafts, folder] {
                try FileManager.default.createDirectory(
                    at: needed, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            }
            do {
                try write(bytes, to: draft)
                guard rename(draft.path, place.path) == 0 else { throw POSIXError(.EIO) }
            } catch {
                // What is half written is of no use; a crash may leave it, which does no harm.
                try? FileManager.default.removeItem(at: draft)
                throw error
            }
            try synchronize(folder)
            if isNew { try synchronize(folder.deletingLastPathComponent()) }
        }
    }

    package func get(_ key: String) async throws -> [UInt8]? {
        let place = root.appending(path: key)
        guard FileManager.default.fileExists(atPath: place.path) else { return nil }
        return try naming("read", key) { [UInt8](try Data(contentsOf: place)) }
    }

    package func list(_ prefix: String) async throws -> [StoredObject] {
        // A prefix ends with a folder's slash, so only what lies below it is looked at.
        let folder = root.appending(path: prefix)
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try naming("list", prefix) {
            guard let names = FileManager.default.enumerator(atPath: folder.path) else { throw POSIXError(.EIO) }
            var found: [StoredObject] = []
            while let name = names.nextObject() as? String {
                guard names.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
                found.append(
                    StoredObject(key: prefix + name, size: (names.fileAttributes?[.size] as? NSNumber)?.intValue ?? 0))
            }
            return found
        }
    }

    package func delete(_ key: String) async throws {
        let place = root.appending(path: key)
        guard FileManager.default.fileExists(atPath: place.path) else { return }
        try naming("delete", key) {
            try FileManager.default.removeItem(at: place)
            try synchronize(place.deletingLastPathComponent())
        }
    }

    private func write(_ bytes: [UInt8], to file: URL) throws {
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw POSIXError(.EACCES) }
        let handle = try FileHandle(forWritingTo: file)
        try handle.write(contentsOf: bytes)
        try handle.synchronize()
        try handle.close()
    }

    private func synchronize(_ folder: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.EIO) }
    }

    private func naming<Result>(_ act: String, _ key: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch {
            throw TargetProblem("cannot \(act) \(key) in \(root.path): \(error.localizedDescription)")
        }
    }
}
