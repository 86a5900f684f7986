// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Files are small, licensed and finished")
struct FileTidyTests {
    let tree: ProjectTree

    init() throws { tree = try ProjectTree() }

    @Test func `every Swift file opens with one licence line and an empty line`() throws {
        for file in tree.swift where file.name != "Package.swift" {
            let lines = try file.lines()

            let opens = lines.first == "// SPDX-License-Identifier: Apache-2.0" && lines.dropFirst().first == ""
            #expect(opens, "\(file.path)")
        }
    }

    @Test func `no source file is longer than 400 lines, no test longer than 500`() throws {
        for file in tree.swift + tree.files.filter({ $0.path.hasSuffix(".py") }) {
            let limit = file.path.hasPrefix("Tests/") ? 500 : 400

            let lines = try file.lines().count
            #expect(lines <= limit, "\(file.path) has \(lines) lines: which second idea is in it?")
        }
    }

    @Test func `nothing is left for later in a comment`() throws {
        // Spelled apart, so that this file and the commit hook pass their own rule.
        let words = ["FIX" + "ME", "TO" + "DO", "XX" + "X:", "not impl" + "emented"]
        for file in tree.files where Self.isCode(file.path) {
            let text = try file.text()
            for word in words {
                let isUnfinished = text.contains(word)
                #expect(!isUnfinished, "\(file.path) contains \(word)")
            }
        }
    }

    @Test func `no file is over 200 kB`() {
        for file in tree.files {
            #expect(file.size <= 200_000, "\(file.path) has \(file.size) bytes: derived files are made, not kept")
        }
    }

    @Test func `no name in the files belongs to one person's machine`() throws {
        for file in tree.files where Self.isCode(file.path) || file.path.hasSuffix(".md") {
            let text = try file.text()
            for place in ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/"] {
                let isOnesOwn = text.contains(place)
                #expect(!isOnesOwn, "\(file.path) names \(place)")
            }
        }
    }

    /// The hook is left out since it has to spell the words that it refuses.
    private static func isCode(_ path: String) -> Bool {
        guard path != ".githooks/pre-commit" else { return false }
        return [".swift", ".py", ".sql", ".c", ".h", ".css", ".js", ".sh", "Makefile"].contains { path.hasSuffix($0) }
            || path.hasPrefix("Scripts/") || path.hasPrefix(".ci/")
    }
}
