// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// The epoch secrets of one organisation: files of 32 random bytes, `epoch-<n>.secret`, readable by the owner alone.
struct EpochSecretFiles: Sendable {
    let directory: URL

    func load() throws -> [UInt32: [UInt8]] {
        guard FileManager.default.fileExists(atPath: directory.path) else { return [:] }
        var secrets: [UInt32: [UInt8]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: directory.path) {
            guard name.hasPrefix("epoch-"), name.hasSuffix(".secret"),
                let epoch = UInt32(name.dropFirst(6).dropLast(7))
            else { continue }
            secrets[epoch] = try SecretFile(directory.appending(path: name)).read()
        }
        return secrets
    }

    func make(epoch: UInt32) throws -> [UInt8] {
        try SecretFile(file(epoch)).make()
    }

    func destroy(epoch: UInt32) throws {
        try SecretFile(file(epoch)).destroy()
    }

    /// When an epoch's secret was made, by the file's own time.
    func made(epoch: UInt32) -> Date? {
        // A file whose time cannot be read counts as fresh: the rotation comes a day later.
        try? FileManager.default.attributesOfItem(atPath: file(epoch).path)[.modificationDate] as? Date
    }

    private func file(_ epoch: UInt32) -> URL { directory.appending(path: "epoch-\(epoch).secret") }
}
