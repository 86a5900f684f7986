// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The file `installation` of a tree: the id by which trees and databases know that they belong together.
enum InstallationMark {
    private static let name = "installation"

    static func read(in tree: URL) throws -> UUID? {
        let file = tree.appending(path: name)
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        let text = try String(contentsOf: file, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let id = UUID(uuidString: text) else { throw InstallationProblem.markDamaged(path: file.path) }
        return id
    }

    static func write(_ id: UUID, in tree: URL) throws {
        try PrivateFile.write(id.uuidString.lowercased() + "\n", to: tree.appending(path: name))
    }

    /// The id that the secrets bear; a fresh tree gets one.
    static func readOrMake(in secrets: URL) throws -> UUID {
        if let id = try read(in: secrets) { return id }
        try PrivateFile.createFolder(at: secrets)
        let id = UUID()
        try write(id, in: secrets)
        return id
    }
}
