// SPDX-License-Identifier: Apache-2.0

import Crypto
import CryptoExtras
import Dispatch
import Foundation
import Synchronization

/// Hashes and checks passwords with scrypt, N=2¹⁵, r=8, p=3 (OWASP Password Storage Cheat Sheet, read 2026-11).
///
/// One hash takes about 0.2 s of a core and 32 MB, so they run one at a time on a thread of their own, and whoever comes when
/// the queue is full is told to come back: signing in never slows the shop.
package final class PasswordHasher: Sendable {
    static let waitingAtMost = 16
    private static let rounds = 1 << 15
    private static let blockSize = 8
    private static let parallelism = 3

    private let queue = DispatchQueue(label: "sampan.passwords", qos: .utility)
    private let waiting = Mutex(0)

    package init() {}

    /// The text form to store: `scrypt$15$8$3$<salt>$<hash>`, salt and hash in base64. Nil when the queue is full.
    package func hash(_ password: String) async throws -> String? {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
        return try await onItsThread { try Self.text(password, salt: salt) }
    }

    /// Whether the password is the one hashed; nil when the queue is full. With no `stored` hash it takes as long and is false,
    /// so that an unknown address answers like a wrong password.
    package func check(_ password: String, against stored: String?) async throws -> Bool? {
        let parts = stored?.split(separator: "$") ?? []
        let salt = parts.count == 6 ? Data(base64Encoded: String(parts[4])).map { [UInt8]($0) } : nil
        let text = try await onItsThread { try Self.text(password, salt: salt ?? [UInt8](repeating: 0, count: 16)) }
        guard let text else { return nil }
        return stored.map { constantTimeEqual(Array(text.utf8), Array($0.utf8)) } ?? false
    }

    private static func text(_ password: String, salt: [UInt8]) throws -> String {
        let key = try KDF.Scrypt.deriveKey(
            from: Data(password.precomposedStringWithCompatibilityMapping.utf8), salt: salt, outputByteCount: 32,
            rounds: rounds, blockSize: blockSize, parallelism: parallelism)
        let hash = key.withUnsafeBytes { Data($0) }
        return "scrypt$15$8$3$\(Data(salt).base64EncodedString())$\(hash.base64EncodedString())"
    }

    private func onItsThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value? {
        let hasRoom = waiting.withLock { waiting in
            guard waiting < Self.waitingAtMost else { return false }
            waiting += 1
            return true
        }
        guard hasRoom else { return nil }
        defer { waiting.withLock { $0 -= 1 } }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }
}

private func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}
