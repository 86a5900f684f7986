// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Values

/// Sealed backups at a target: chunks by the names of their content, and a manifest for each backup.
///
///     repository                what it is, and a proof of the secret
///     chunks/ab/ab12…           sealed pieces of stores, each written once however often it is needed
///     snapshots/<time>-<run>    sealed manifests; what one names is there, since it is written last
///     locks/…                   who is at work, so that nothing is removed that somebody is about to name
package struct Repository: Sendable {
    package let target: any BackupTarget
    package let contents: RepositoryContents
    let keys: RepositoryKeys
    let clock: any WallClock

    /// What stands in the clear at the target.
    private struct Label: Codable {
        let format: Int
        let installation: String
        let contents: RepositoryContents
        let proof: String
    }

    private static let format = 1
    private static let label = "repository"

    /// Opens a repository that exists; throws `RepositoryProblem` when it is none, or another's.
    ///
    /// - Parameter installation: whose it must be; nil takes it as it is.
    package init(
        at target: any BackupTarget, _ contents: RepositoryContents, secret: BackupSecret, installation: String? = nil,
        clock: any WallClock
    ) async throws {
        self.init(target, contents, secret, clock)
        guard let found = try await target.get(Self.label) else { throw RepositoryProblem.none(at: target.name) }
        try check(found, installation)
    }

    /// Opens a repository, or begins one at an empty target.
    package static func openOrBegin(
        at target: any BackupTarget, _ contents: RepositoryContents, secret: BackupSecret, installation: String,
        clock: any WallClock
    ) async throws -> Repository {
        let repository = Repository(target, contents, secret, clock)
        if let found = try await target.get(label) {
            try repository.check(found, installation)
        } else {
            guard try await target.list("").isEmpty else { throw RepositoryProblem.occupied(at: target.name) }
            let label = Label(
                format: format, installation: installation, contents: contents, proof: repository.keys.proof)
            try await target.put([UInt8](try JSONEncoder().encode(label)), at: Self.label)
        }
        return repository
    }

    private init(
        _ target: any BackupTarget, _ contents: RepositoryContents, _ secret: BackupSecret, _ clock: any WallClock
    ) {
        self.target = target
        self.contents = contents
        keys = secret.keys(of: contents)
        self.clock = clock
    }

    private func check(_ found: [UInt8], _ installation: String?) throws {
        guard let label = try? JSONDecoder().decode(Label.self, from: Data(found)) else {
            throw RepositoryProblem.occupied(at: target.name)
        }
        guard label.format == Self.format else { throw RepositoryProblem.newer(at: target.name) }
        guard label.contents == contents else {
            throw RepositoryProblem.holds(label.contents, at: target.name, instead: contents)
        }
        guard label.proof == keys.proof else { throw RepositoryProblem.otherSecret(at: target.name) }
        if let installation, installation != label.installation {
            throw RepositoryProblem.otherInstallation(at: target.name)
        }
    }

    // MARK: Chunks

    func key(of chunk: ChunkName) -> String { "chunks/\(chunk.text.prefix(2))/\(chunk.text)" }

    func storedChunks() async throws -> [ChunkName: Int] {
        let found = try await target.list("chunks/").compactMap { object in
            ChunkName(object.key.suffix(64)).map { ($0, object.size) }
        }
        return Dictionary(found) { first, _ in first }
    }

    /// The bytes of a chunk, which are what they were when it was written; throws `RepositoryDamage` otherwise.
    package func chunk(_ name: ChunkName) async throws -> [UInt8] {
        guard let sealed = try await target.get(key(of: name)) else { throw RepositoryDamage.chunkMissing(name) }
        guard let bytes = keys.open(sealed, as: "chunk \(name.text)"), keys.name(of: bytes) == name else {
            throw RepositoryDamage.chunkDamaged(name)
        }
        return bytes
    }

    // MARK: Manifests

    /// The backups there are, oldest first, whether they can be read or not.
    package func names() async throws -> [SnapshotName] {
        try await target.list(SnapshotName.folder).map(\.key).sorted().compactMap { SnapshotName(key: $0) }
    }

    /// Reads one; throws `RepositoryDamage.manifestDamaged` when it is not what was written.
    package func manifest(_ name: SnapshotName) async throws -> Manifest {
        guard let sealed = try await target.get(name.key), let bytes = keys.open(sealed, as: name.key),
            let manifest = try? JSONDecoder().decode(Manifest.self, from: Data(bytes))
        else { throw RepositoryDamage.manifestDamaged(name.key) }
        return manifest
    }

    /// Reads every backup, oldest first, beside the name of it; nil for one that is damaged.
    package func snapshots() async throws -> [(name: SnapshotName, manifest: Manifest?)] {
        var found: [(SnapshotName, Manifest?)] = []
        for name in try await names() {
            do {
                found.append((name, try await manifest(name)))
            } catch RepositoryDamage.manifestDamaged {
                found.append((name, nil))
            }
        }
        return found
    }

    /// Makes a backup be there. Last of all: everything it names has been written.
    func publish(_ manifest: Manifest) async throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let key = SnapshotName(manifest).key
        try await target.put(try keys.seal([UInt8](try encoder.encode(manifest)), as: key), at: key)
    }

    // MARK: Other sealed objects

    package func put(_ bytes: [UInt8], as name: String) async throws {
        try await target.put(try keys.seal(bytes, as: name), at: name)
    }

    package func object(_ name: String) async throws -> [UInt8]? {
        guard let sealed = try await target.get(name) else { return nil }
        guard let bytes = keys.open(sealed, as: name) else { throw RepositoryDamage.manifestDamaged(name) }
        return bytes
    }
}
