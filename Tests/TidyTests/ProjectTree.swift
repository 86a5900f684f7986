// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of the project as they lie in the working copy, without what is built, installed or somebody's data.
struct ProjectTree {
    struct File {
        /// From the root of the project, with slashes.
        let path: String
        let size: Int
        let url: URL

        var name: String { url.lastPathComponent }
        func text() throws -> String { try String(contentsOf: url, encoding: .utf8) }
        func lines() throws -> [Substring] {
            try text().split(separator: "\n", omittingEmptySubsequences: false)
        }
    }

    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Not ours: git's own, builds, installed tools, and whatever a running shop or a test left behind.
    private static let foreign: Set<String> = [
        ".git", ".venv", ".swiftpm", "data", "keys", "secrets", "screenshots", "__pycache__", ".pytest_cache",
        "Package.resolved",
    ]
    /// Made by `make assets` and ignored by git.
    private static let made: Set<String> = ["woff2", "pyc", "sqlite", "sqlite-wal", "sqlite-shm"]

    let files: [File]
    let folders: [String]

    var swift: [File] { files.filter { $0.path.hasSuffix(".swift") } }
    var sources: [File] { swift.filter { $0.path.hasPrefix("Sources/") } }
    var tests: [File] { swift.filter { $0.path.hasPrefix("Tests/") } }

    init(root: URL = Self.root) throws {
        var files: [File] = []
        var folders: [String] = []
        func walk(_ folder: URL, _ prefix: String) throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            for name in names where !Self.foreign.contains(name) && !name.hasPrefix(".build") {
                let url = folder.appendingPathComponent(name)
                let facts = try FileManager.default.attributesOfItem(atPath: url.path)
                if facts[.type] as? FileAttributeType == .typeDirectory {
                    folders.append(prefix + name)
                    try walk(url, prefix + name + "/")
                } else if !Self.made.contains(url.pathExtension) {
                    files.append(File(path: prefix + name, size: facts[.size] as? Int ?? 0, url: url))
                }
            }
        }
        try walk(root, "")
        self.files = files
        self.folders = folders
    }
}
