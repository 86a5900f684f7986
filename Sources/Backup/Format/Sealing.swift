// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// How every object of a repository is sealed: version (1 byte, now 1) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
///
/// AES-256-GCM with a random nonce, bound to what the object is and how it is named, so that one put in another's place
/// does not open. The plain text is a form (0 plain, 1 compressed), the length in four bytes, and the bytes.
extension RepositoryKeys {
    private static let version: UInt8 = 1

    func seal(_ bytes: [UInt8], as object: String) throws -> [UInt8] {
        let compressed = Deflate.compressed(bytes)
        let length = withUnsafeBytes(of: UInt32(bytes.count).bigEndian, Array.init)
        let plain = [compressed == nil ? 0 : 1] + length + (compressed ?? bytes)
        let box = try AES.GCM.seal(plain, using: sealing, authenticating: Self.context(object))
        return [Self.version] + box.nonce + box.ciphertext + box.tag
    }

    /// Nil when it is not what was sealed as this object.
    func open(_ sealed: [UInt8], as object: String) -> [UInt8]? {
        guard sealed.first == Self.version, let box = try? AES.GCM.SealedBox(combined: sealed.dropFirst()),
            let plain = try? AES.GCM.open(box, using: sealing, authenticating: Self.context(object)), plain.count >= 5
        else { return nil }
        let bytes = [UInt8](plain)
        let length = bytes[1..<5].reduce(0) { $0 << 8 | Int($1) }
        switch bytes[0] {
        case 0: return bytes.count == length + 5 ? Array(bytes[5...]) : nil
        case 1: return Deflate.expanded(bytes[5...], to: length)
        default: return nil
        }
    }

    private static func context(_ object: String) -> [UInt8] { [UInt8]("sampan backup 1 \(object)".utf8) }
}
