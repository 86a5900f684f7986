// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("The house keeps its shape")
struct ArchitectureTidyTests {
    static let domains = ["Accounts", "Commerce", "Conversations", "Rights"]
    static let mechanisms = ["Policy", "Audit", "Jobs", "Vault", "Disclosure", "Media"]
    static let edges = [
        "App", "Console", "Hummingbird", "HummingbirdCore", "Integrations", "Pages", "PersonalCentre", "Simulators",
        "Storefront", "Widget", "AsyncHTTPClient",
    ]

    let tree: ProjectTree

    init() throws { tree = try ProjectTree() }

    @Test(arguments: domains)
    func `a domain imports no other domain and no edge`(domain: String) throws {
        let forbidden = Set(Self.domains + Self.edges).subtracting([domain])
        try expect(target: domain, importsNone: forbidden)
    }

    @Test(arguments: mechanisms + ["Storage", "Values"])
    func `a mechanism imports no domain and no edge`(mechanism: String) throws {
        try expect(target: mechanism, importsNone: Set(Self.domains + Self.edges))
    }

    @Test func `the simulators share no code with the adapters they answer`() throws {
        try expect(
            target: "Simulators", importsNone: Set(Self.domains + Self.mechanisms + ["Integrations", "Storage"]))
        try expect(target: "Integrations", importsNone: ["Simulators"])
    }

    @Test func `SQL stands in queries files, in Storage and in migrations`() throws {
        let statement = /"\s*(SELECT|INSERT INTO|UPDATE \w+ SET|DELETE FROM|CREATE TABLE)\b/
        for file in tree.sources where !file.path.hasPrefix("Sources/Storage/") && !file.name.hasSuffix("Queries.swift")
        {
            let hasSQL = try file.text().contains(statement)
            #expect(!hasSQL, "\(file.path) has SQL outside a …Queries.swift")
        }
    }

    @Test func `no statement names the organisation`() throws {
        for file in tree.sources where file.name.hasSuffix("Queries.swift") && !Self.isControlStore(file.path) {
            for (number, line) in try file.lines().enumerated() where !line.isComment {
                #expect(!line.contains("organisation_id"), "\(file.path):\(number + 1)")
            }
        }
    }

    @Test(arguments: ["data", "keys", "control"])
    func `migrations are numbered from one, each number once`(store: String) throws {
        let prefix = "Sources/Storage/Migrations/\(store)/"
        let names = tree.files.filter { $0.path.hasPrefix(prefix) && $0.name != ".keep" }.map(\.name)

        for name in names {
            #expect(name.wholeMatch(of: /\d{4}_[a-z0-9_]+\.sql/) != nil, "\(prefix)\(name)")
        }
        let numbers = names.compactMap { Int($0.prefix(4)) }.sorted()
        #expect(Set(numbers).count == numbers.count, "two migrations of \(store) have the same number: \(numbers)")
    }

    @Test func `nothing is public, since no library is shipped`() throws {
        for file in tree.sources {
            for (number, line) in try file.lines().enumerated() where !line.isComment {
                #expect(!line.contains(#/^\s*(public|open) /#), "\(file.path):\(number + 1)")
            }
        }
    }

    /// The control store is the one place that knows of several organisations.
    private static func isControlStore(_ path: String) -> Bool {
        path.hasPrefix("Sources/Storage/") || path.contains("/Control")
    }

    private func expect(target: String, importsNone forbidden: Set<String>) throws {
        let importing = /^\s*(?:@\w+\s+)?(?:(?:package|internal|private|fileprivate)\s+)?import\s+(?:\w+\s+)?(\w+)/
        for file in tree.sources where file.path.hasPrefix("Sources/\(target)/") {
            for line in try file.lines() {
                guard let match = line.firstMatch(of: importing) else { continue }
                #expect(!forbidden.contains(String(match.1)), "\(file.path) imports \(match.1)")
            }
        }
    }
}
