// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation

/// A file of 32 secret bytes: made once, on disk before it is used, overwritten before it is removed.
///
/// Overwriting reaches the blocks of an ordinary file system; on copy-on-write storage and flash older copies may
/// remain, which is why destroying keys never rests on it alone.
package struct SecretFile: Sendable {
    package static let length = 32
    let url: URL

    package init(_ url: URL) {
        self.url = url
    }

    package func readOrMake() throws -> [UInt8] {
        FileManager.default.fileExists(atPath: url.path) ? try read() : try make()
    }

    func read() throws -> [UInt8] {
        let bytes = [UInt8](try Data(contentsOf: url))
        guard bytes.count == Self.length else { throw SecretFileDamaged(path: url.path) }
        return bytes
    }

    /// Writes beside and renames, so that a crash leaves either no file or a whole one.
    func make() throws -> [UInt8] {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { [UInt8]($0) }
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let draft = url.appendingPathExtension("new")
        try? FileManager.default.removeItem(at: draft)  // left behind by a crash, if at all
        guard
            FileManager.default.createFile(
                atPath: draft.path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CocoaError(.fileWriteUnknown) }
        let handle = try FileHandle(forWritingTo: draft)
        try handle.write(contentsOf: bytes)
        try handle.synchronize()
        try handle.close()
        try FileManager.default.moveItem(at: draft, to: url)
        try synchronizeDirectory()
        return bytes
    }

    func destroy() throws {
        guard FileManager.default.fileExists(atPath: url.path) else { return }
        let handle = try FileHandle(forUpdating: url)
        try handle.write(contentsOf: [UInt8](repeating: 0, count: Self.length))
        try handle.synchronize()
        try handle.close()
        try FileManager.default.removeItem(at: url)
        try synchronizeDirectory()
    }

    private func synchronizeDirectory() throws {
        let descriptor = open(url.deletingLastPathComponent().path, O_RDONLY)
        guard descriptor >= 0 else { throw POSIXError(.EIO) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw POSIXError(.EIO) }
    }
}

package struct SecretFileDamaged: Error {
    package let path: String
}
