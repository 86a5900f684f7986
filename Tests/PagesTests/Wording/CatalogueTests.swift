// SPDX-License-Identifier: Apache-2.0

import Foundation
import Pages
import Testing
import Values

@Suite("The catalogue of texts")
struct CatalogueTests {
    private let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")

    @Test func `both languages have the same keys with the same parameters`() throws {
        let texts = try Texts.load()
        let english = texts.wording(in: .english).signatures
        let vietnamese = texts.wording(in: .vietnamese).signatures

        #expect(Set(english.keys).subtracting(vietnamese.keys).sorted() == [], "missing in Vietnamese")
        #expect(Set(vietnamese.keys).subtracting(english.keys).sorted() == [], "missing in English")
        let different = english.keys.filter { vietnamese[$0] != nil && vietnamese[$0] != english[$0] }
        #expect(different.sorted() == [], "other parameters in Vietnamese")
    }

    @Test func `every key in the sources has a text`() throws {
        let known = Set(try Texts.load().wording(in: .english).signatures.keys)

        let missing = try literals(faces: faces(of: known)).subtracting(known).filter { isComplete($0) }

        #expect(missing.sorted() == [])
    }

    @Test func `every text is said somewhere`() throws {
        let known = Set(try Texts.load().wording(in: .english).signatures.keys)
        let used = try literals(faces: faces(of: known))

        let unused = known.subtracting(used).filter { key in !used.contains { !isComplete($0) && key.hasPrefix($0) } }

        #expect(unused.sorted() == [])
    }

    @Test(arguments: [
        ("console.event.", #"(?:type: |AuditType = )"([a-z-]+\.[a-z-]+)""#),
        ("console.job.", #"JobKind = "([a-z-]+)""#),
    ])
    func `what stands on record and every kind of work has words`(group: String, pattern: String) throws {
        let known = try Texts.load().wording(in: .english)
        let expression = try Regex(pattern, as: (Substring, Substring).self)
        let names = try swiftSources(but: "Simulators").flatMap { source in
            source.matches(of: expression).map { String($0.output.1) }
        }

        #expect(names.count > 20)
        let wordless = Set(names).filter { !known.has(group + $0) }
        #expect(wordless.sorted() == [])
    }

    private func swiftSources(but left: String? = nil) throws -> [String] {
        let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)?.allObjects ?? []
        return try files.compactMap { $0 as? URL }
            .filter { $0.pathExtension == "swift" && left.map($0.pathComponents.contains) != true }
            .map { try String(contentsOf: $0, encoding: .utf8) }
    }

    private func faces(of keys: Set<String>) -> Set<String> {
        Set(keys.compactMap { $0.split(separator: ".").first.map(String.init) })
    }

    /// A literal that goes on with an interpolation, `"requests.error.\(code).title"`, stands for all keys it begins.
    private func isComplete(_ literal: String) -> Bool { !literal.hasSuffix(".") }

    private func literals(faces: Set<String>) throws -> Set<String> {
        let pattern = try Regex(
            "\"((?:\(faces.sorted().joined(separator: "|")))\\.[a-z0-9.-]+)(\"|\\\\\\()",
            as: (Substring, Substring, Substring).self)
        return try swiftSources().reduce(into: []) { found, source in
            for match in source.matches(of: pattern) { found.insert(String(match.output.1)) }
        }
    }
}
