// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Foundation
package import Values

/// The files of a secrets tree as one object: paths and bytes, without the root key.
///
/// A repository keeps the newest alone: what an older one held, such as the secret of an epoch that is over, is gone from
/// there as it is gone from the machine. So it must not lie where a store keeps versions.
package struct SecretsBundle: Codable, Sendable, Equatable {
    /// In milliseconds.
    package let takenAt: Int64
    /// By path below the tree.
    package let files: [String: Data]

    private static let prefix = "bundles/"

    /// Reads the tree as it stands. A file that goes meanwhile is left out.
    package init(of tree: URL, leavingOut: Set<String>, takenAt: Instant) throws {
        var files: [String: Data] = [:]
        let names = FileManager.default.enumerator(atPath: tree.path)
        while let name = names?.nextObject() as? String {
            guard names?.fileAttributes?[.type] as? FileAttributeType == .typeRegular, !leavingOut.contains(name),
                !name.hasSuffix(".new")
            else { continue }
            if let content = FileManager.default.contents(atPath: tree.appending(path: name).path) {
                files[name] = content
            }
        }
        self.takenAt = takenAt.milliseconds
        self.files = files
    }

    /// Where each organisation's secrets stand in it, in the order of their ids.
    package var states: [SecretsState] {
        var epochs: [String: [UInt32]] = [:]
        var ledgers: [String: Data] = [:]
        for (path, content) in files {
            let parts = path.split(separator: "/").map(String.init)
            guard parts.count == 3, parts[0] == "organisations" else { continue }
            if let epoch = parts[2].wholeMatch(of: /epoch-(\d+)\.secret/).flatMap({ UInt32($0.1) }) {
                epochs[parts[1], default: []].append(epoch)
            } else if parts[2] == "restrictions.ledger" {
                ledgers[parts[1]] = content
            }
        }
        return epochs.keys.sorted().map { organisation in
            let ledger = ledgers[organisation] ?? Data()
            return SecretsState(
                organisation: organisation, epochs: epochs[organisation, default: []].sorted(),
                ledgerBytes: ledger.count, ledgerDigest: ChunkName(SHA256.hash(data: ledger)).text)
        }
    }

    /// Whether it has the epoch secrets that keys of these states are wrapped under.
    package func opens(_ wanted: [SecretsState]) -> Bool {
        let own = Dictionary(states.map { ($0.organisation, Set($0.epochs)) }) { first, _ in first }
        return wanted.allSatisfy { $0.epochs.allSatisfy(own[$0.organisation, default: []].contains) }
    }

    package func write(to repository: Repository, run: String) async throws {
        let name = "\(Self.prefix)\(takenAt)-\(run)"
        try await repository.put([UInt8](try JSONEncoder().encode(self)), as: name)
    }

    /// What is there, newest first: one, or two while a backup is at its end.
    package static func all(in repository: Repository) async throws -> [SecretsBundle] {
        var found: [SecretsBundle] = []
        for name in try await repository.target.list(prefix).map(\.key) {
            guard let bytes = try await repository.object(name) else { continue }
            found.append(try JSONDecoder().decode(SecretsBundle.self, from: Data(bytes)))
        }
        return found.sorted { $0.takenAt > $1.takenAt }
    }

    package static func deleteAll(in repository: Repository, but run: String) async throws {
        for object in try await repository.target.list(prefix) where !object.key.hasSuffix("-\(run)") {
            try await repository.target.delete(object.key)
        }
    }
}
