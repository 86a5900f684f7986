// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import TestKit
import Testing

@testable import Audit

@Suite("The signing key's file")
struct SigningKeyFileTests {
    @Test func `a key is made once, for its owner alone, and is the same ever after`() async throws {
        try await withTemporaryDirectory { folder in
            let file = SigningKeyFile(path: folder.appending(path: "organisations/o1/audit.key").path)

            let made = try file.load()
            let read = try file.load()

            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(made.rawRepresentation == read.rawRepresentation)
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.appending(path: "organisations/o1").path)
            #expect(names == ["audit.key"])
        }
    }

    @Test func `a key that others can read is refused, with the command that helps`() async throws {
        try await withTemporaryDirectory { folder in
            let file = SigningKeyFile(path: folder.appending(path: "audit.key").path)
            _ = try file.load()
            try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)

            let failure = #expect(throws: SigningKeyFile.Failure.self) { try file.load() }

            #expect(failure?.description.contains("mode 0640: run chmod 600") == true)
        }
    }

    @Test(arguments: ["", "\n", "AAAA\n", "not base64\n"])
    func `a file without a key is refused and left alone`(text: String) async throws {
        try await withTemporaryDirectory { folder in
            let path = folder.appending(path: "audit.key").path
            try Data(text.utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)

            #expect(throws: SigningKeyFile.Failure.self) { try SigningKeyFile(path: path).load() }
            #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
        }
    }
}
