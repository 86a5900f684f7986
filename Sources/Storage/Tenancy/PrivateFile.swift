// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Files and folders that only the owner of the process may read.
enum PrivateFile {
    /// Creates an empty file unless something is there already, and touches nothing else: closing any descriptor of a
    /// database's file would drop the locks this process has on it.
    static func create(at file: URL) {
        let descriptor = open(file.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        if descriptor >= 0 { close(descriptor) }
    }

    static func createFolder(at folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }
}
