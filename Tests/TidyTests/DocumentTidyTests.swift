// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("The documents tell the truth about the tree")
struct DocumentTidyTests {
    let tree: ProjectTree

    init() throws { tree = try ProjectTree() }

    @Test func `every path that ARCHITECTURE.md names exists`() throws {
        let text = try file("ARCHITECTURE.md").text()
        let existing = Set(tree.files.map(\.path) + tree.folders)

        for match in text.matches(of: /`((?:Sources|Tests|Scripts|Businesses|Promises|docs)\/[^`\s]*)`/) {
            let path = String(match.1).trimmingSuffix("/")
            #expect(existing.contains(path), "ARCHITECTURE.md names \(path)")
        }
    }

    @Test func `ARCHITECTURE.md stays readable in one sitting`() throws {
        #expect(try file("ARCHITECTURE.md").lines().count <= 251)
    }

    @Test func `every link between documents leads to a file`() throws {
        for document in tree.files where document.path.hasSuffix(".md") {
            let folder = document.url.deletingLastPathComponent()
            for match in try document.text().matches(of: /\]\(([^)#\s]+)(?:#[^)]*)?\)/) {
                let target = String(match.1)
                guard !target.contains("://"), !target.hasPrefix("mailto:") else { continue }
                let exists = FileManager.default.fileExists(atPath: folder.appendingPathComponent(target).path)
                #expect(exists, "\(document.path) links to \(target)")
            }
        }
    }

    @Test func `the index of decisions names every decision`() throws {
        let index = try file("docs/decisions/README.md").text()

        for decision in tree.files where decision.path.hasPrefix("docs/decisions/") && decision.name != "README.md" {
            #expect(decision.name.wholeMatch(of: /\d{4}-[a-z0-9-]+\.md/) != nil, "\(decision.path)")
            let isListed = index.contains("(\(decision.name))")
            #expect(isListed, "\(decision.name) is not in the index")
        }
    }

    @Test func `README.md shows how to start and how to test`() throws {
        let text = try file("README.md").text()

        for words in ["make run", "make test"] {
            let isShown = text.contains(words)
            #expect(isShown, "README.md does not show \(words)")
        }
    }

    private func file(_ path: String) throws -> ProjectTree.File {
        try #require(tree.files.first { $0.path == path }, "\(path) is missing")
    }
}

extension String {
    fileprivate func trimmingSuffix(_ suffix: String) -> String {
        hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
    }
}
