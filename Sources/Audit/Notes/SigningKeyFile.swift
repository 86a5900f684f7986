// SPDX-License-Identifier: Apache-2.0

package import Crypto
import Foundation

/// Where an organisation's signing key rests: one line of base64 in a file that only the server's user may read.
///
/// It belongs in the secrets tree. Losing it ends the log's line of checkpoints; who steals it can sign in its name.
package struct SigningKeyFile: Sendable {
    package let path: String

    package init(path: String) {
        self.path = path
    }

    package enum Failure: Error, CustomStringConvertible {
        case readableByOthers(path: String, mode: Int)
        case malformed(path: String)
        case unusable(path: String, reason: String)

        package var description: String {
            switch self {
            case .readableByOthers(let path, let mode):
                "\(path) has mode 0\(String(mode, radix: 8)): run chmod 600 on it"
            case .malformed(let path): "\(path) does not hold a signing key: restore it from the secrets backup"
            case .unusable(let path, let reason): "\(path): \(reason)"
            }
        }
    }

    /// The key in the file; makes one, durable before it is returned, when there is no file yet.
    package func load() throws -> Curve25519.Signing.PrivateKey {
        if let key = try read() { return key }
        let key = Curve25519.Signing.PrivateKey()
        if try create([UInt8](key.rawRepresentation).base64 + "\n") { return key }
        // Another process was first: its key is the key.
        guard let key = try read() else { throw Failure.malformed(path: path) }
        return key
    }

    private func read() throws -> Curve25519.Signing.PrivateKey? {
        var status = stat()
        guard stat(path, &status) == 0 else {
            guard errno == ENOENT else { throw failure() }
            return nil
        }
        guard status.st_mode & 0o077 == 0 else {
            throw Failure.readableByOthers(path: path, mode: Int(status.st_mode & 0o777))
        }
        let text = try String(contentsOfFile: path, encoding: .utf8)
        guard text.hasSuffix("\n"), let bytes = [UInt8](base64: String(text.dropLast())),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes)  // any failure means malformed
        else { throw Failure.malformed(path: path) }
        return key
    }

    /// False when the file appeared meanwhile. Written beside and linked into place, so that no half file is ever read.
    private func create(_ text: String) throws -> Bool {
        let folder = (path as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let draft = path + ".\(UUID().uuidString)"
        let file = open(draft, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw failure() }
        defer { unlink(draft) }
        let bytes = [UInt8](text.utf8)
        let written = write(file, bytes, bytes.count) == bytes.count && fsync(file) == 0
        guard close(file) == 0, written else { throw failure() }
        guard link(draft, path) == 0 else {
            guard errno == EEXIST else { throw failure() }
            return false
        }
        let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0, fsync(directory) == 0, close(directory) == 0 else { throw failure() }
        return true
    }

    private func failure() -> Failure {
        .unusable(path: path, reason: String(cString: strerror(errno)))
    }
}
