// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("What the compiler cannot check is listed with its reason")
struct SafetyTidyTests {
    /// Every place that tells the compiler to look away, and why it may.
    static let unchecked: [String: String] = [
        "Sources/Storage/SQLite/SQLiteConnection.swift":
            "SQLite's handle is opened without a mutex and held by one thread at a time.",
        "Sources/Storage/PostgreSQL/PostgreSQLConnection.swift":
            "libpq lets any thread cancel what a connection is running.",
    ]

    /// Where text is written for a person at a terminal.
    static let speaking = ["Sources/sampan/", "Sources/Simulators/"]

    let tree: ProjectTree

    init() throws { tree = try ProjectTree() }

    @Test func `unchecked sendability stands only where it is listed`() throws {
        let lookingAway = /@unchecked\s+Sendable|nonisolated\(unsafe\)/
        for file in tree.sources {
            let found = try file.text().contains(lookingAway)
            let listed = Self.unchecked[file.path] != nil
            #expect(!found || listed, "\(file.path) needs a reason in SafetyTidyTests.unchecked")
            #expect(found || !listed, "\(file.path) no longer needs its place in SafetyTidyTests.unchecked")
        }
        let paths = Set(tree.sources.map(\.path))
        for listed in Self.unchecked.keys {
            #expect(paths.contains(listed), "\(listed) is listed and gone")
        }
    }

    @Test func `only the command line and the simulators print`() throws {
        let printing = /(^|[\s{(;])(print|debugPrint|dump|NSLog)\(/
        for file in tree.sources where !Self.speaking.contains(where: file.path.hasPrefix) {
            for (number, line) in try file.lines().enumerated() where !line.isComment {
                #expect(!line.contains(printing), "\(file.path):\(number + 1) prints: \(line)")
            }
        }
    }

    @Test func `no task is detached and no sleep stands in for a signal`() throws {
        for file in tree.sources {
            for (number, line) in try file.lines().enumerated() where !line.isComment {
                #expect(!line.contains("Task.detached"), "\(file.path):\(number + 1)")
            }
        }
        for file in tree.tests + tree.files.filter({ $0.path.hasSuffix(".py") })
        where ![Self.thisFile, "Eventually.swift"].contains(file.name) {
            for (number, line) in try file.lines().enumerated() where !line.isComment {
                #expect(!line.contains(/\b(Task|time)\.sleep\(|\busleep\(/), "\(file.path):\(number + 1)")
            }
        }
    }

    @Test func `no test is skipped`() throws {
        let skipping = /\.disabled\(|pytest\.mark\.(skip|xfail)|pytest\.skip\(|pytest\.xfail\(/
        for file in tree.files
        where file.path.hasPrefix("Tests/") && file.name != Self.thisFile
            && (file.path.hasSuffix(".swift") || file.path.hasSuffix(".py"))
        {
            let skips = try file.text().contains(skipping)
            #expect(!skips, "\(file.path) skips a test")
        }
    }

    private static let thisFile = "SafetyTidyTests.swift"
}

extension Substring {
    /// Whether nothing on the line is code.
    var isComment: Bool {
        let trimmed = drop { $0 == " " }
        return trimmed.hasPrefix("//") || trimmed.hasPrefix("#") || trimmed.hasPrefix("*")
    }
}
