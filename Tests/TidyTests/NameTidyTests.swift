// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Names say what a thing is")
struct NameTidyTests {
    let tree: ProjectTree

    init() throws { tree = try ProjectTree() }

    @Test func `nothing is called after the fact that it had no home`() throws {
        let homeless = /^(Utils?|Utilities|Helpers?|Core|Manager|Common|Misc|Shared)$/
        let declaration =
            /\b(?:struct|class|enum|actor|protocol)\s+(\w*(?:Manager|Helpers?|Utils?|Utilities))\b/

        for folder in tree.folders {
            let name = folder.split(separator: "/").last ?? ""
            #expect(name.wholeMatch(of: homeless) == nil, "folder \(folder)")
        }
        for file in tree.swift {
            let stem = file.name.dropLast(".swift".count)
            #expect(stem.wholeMatch(of: homeless) == nil, "\(file.path)")
            for match in try file.text().matches(of: declaration) {
                Issue.record("\(file.path) declares \(match.1): a thing without a home is a concept without a name")
            }
        }
    }

    @Test func `a test's name is a sentence about the product`() throws {
        let named = /@Test(?:\("([^"]*)"|[^`\n]*func `([^`]*)`|[^`"\n]*func (\w+))/
        for file in tree.tests {
            for match in try file.text().matches(of: named) {
                let name = String(match.1 ?? match.2 ?? match.3 ?? "")
                let plain = match.3 != nil && match.1 == nil
                #expect(!plain, "\(file.path): \(name) needs a sentence in backticks")
                #expect(!name.lowercased().hasPrefix("test"), "\(file.path): \(name)")
                #expect(!name.contains("should work"), "\(file.path): \(name)")
            }
        }
    }

    @Test func `every suite names a capability`() throws {
        for file in tree.tests where file.name.hasSuffix("Tests.swift") {
            let isNamed = try file.text().contains("@Suite(\"")
            #expect(isNamed, "\(file.path) has no @Suite(\"…\")")
        }
    }
}
