// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The three trees, known to belong together and to nobody else while this value lives.
///
/// Each tree carries a file `installation` with the same id, so that yesterday's data is not opened with another
/// shop's keys. A lock on the data tree keeps a second server out: what is held in memory (keys, due times) is right
/// only for one. On PostgreSQL the databases carry the mark, and servers work side by side.
package final class Installation: Sendable {
    package let paths: StoragePaths
    package let id: UUID
    private let lock: Int32?

    /// Makes the folders and marks of a fresh installation; otherwise demands that all three marks agree.
    ///
    /// Throws `InstallationProblem`, whose description names the way out.
    package init(at paths: StoragePaths) throws {
        Self.allowManyFiles()
        guard !FileManager.default.fileExists(atPath: StorePlacement.unfinished(in: paths).path) else {
            throw InstallationProblem.restoreUnfinished(path: paths.secrets.path)
        }
        if case .postgreSQL = paths.engine {
            try PrivateFile.createFolder(at: paths.secrets)
            self.paths = paths
            id = try InstallationMark.readOrMake(in: paths.secrets)
            lock = nil
            return
        }
        for tree in paths.trees { try PrivateFile.createFolder(at: tree.url) }
        let lock = try Self.lock(paths.data)
        self.lock = lock
        do {
            self.paths = paths
            id = try Self.agreedMark(of: paths)
        } catch {
            close(lock)
            throw error
        }
    }

    deinit {
        // Closing gives the lock back; so does the kernel when the process dies.
        if let lock { close(lock) }
    }

    /// Sixty-four open organisations keep about a thousand descriptors: as many as many systems grant unasked.
    private static func allowManyFiles() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        // Refused at worst; then the system's own limit stays.
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    private static func lock(_ data: URL) throws -> Int32 {
        let file = data.appending(path: "lock")
        let descriptor = open(file.path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw InstallationProblem.notWritable(path: file.path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw InstallationProblem.inUse(path: data.path)
        }
        return descriptor
    }

    private static func agreedMark(of paths: StoragePaths) throws -> UUID {
        let marks = try paths.trees.map { tree in try InstallationMark.read(in: tree.url) }
        let known = Set(marks.compactMap { $0 })
        if let id = known.first, known.count == 1, !marks.contains(nil) { return id }
        // A crash during the very first start leaves some marks unwritten and nothing stored.
        guard known.count <= 1, paths.hold(nothing: ["control.sqlite", "organisations"]) else {
            throw InstallationProblem.treesDiffer(
                zip(paths.trees, marks).map { tree, mark in
                    "\(tree.name) \(tree.url.path): \(mark?.uuidString.lowercased() ?? "no mark")"
                })
        }
        let id = known.first ?? UUID()
        for (tree, mark) in zip(paths.trees, marks) where mark == nil {
            try InstallationMark.write(id, in: tree.url)
        }
        return id
    }
}

extension StoragePaths {
    fileprivate var trees: [(name: String, url: URL)] {
        [("data", data), ("keys", keys), ("secrets", secrets)]
    }

    fileprivate func hold(nothing names: [String]) -> Bool {
        !trees.contains { tree in
            names.contains { FileManager.default.fileExists(atPath: tree.url.appending(path: $0).path) }
        }
    }
}
