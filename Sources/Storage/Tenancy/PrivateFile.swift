// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Files and folders that only the owner of the process may read.
package enum PrivateFile {
    /// Creates an empty file unless something is there already, and touches nothing else: closing any descriptor of a
    /// database's file would drop the locks this process has on it.
    static func create(at file: URL) {
        let descriptor = open(file.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    /// Removes a SQLite file with its companions; none need be there.
    static func removeDatabase(at file: URL) throws {
        for path in ["", "-wal", "-shm"].map({ file.path + $0 }) where FileManager.default.fileExists(atPath: path) {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    static func createFolder(at folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Writes a small file that survives a crash: its bytes and its name are on disk when this returns.
    package static func write(_ text: String, to file: URL) throws {
        try write(Data(text.utf8), to: file)
    }

    package static func write(_ content: Data, to file: URL) throws {
        let draft = file.appendingPathExtension("new")
        try? FileManager.default.removeItem(at: draft)  // left behind by a crash, if at all
        create(at: draft)
        let handle = try FileHandle(forWritingTo: draft)
        try handle.write(contentsOf: content)
        try handle.synchronize()
        try handle.close()
        guard rename(draft.path, file.path) == 0 else { throw POSIXError(.EIO) }
        try synchronize(folder: file.deletingLastPathComponent())
    }

    private static func synchronize(folder: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.EIO) }
    }
}
