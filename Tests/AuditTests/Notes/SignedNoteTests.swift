// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Testing
import Values

@testable import Audit

/// The example of Go's package documentation of golang.org/x/mod/sumdb/note: two keys, one text.
private enum Example {
    static let text = """
        If you think cryptography is the answer to your problem,
        then you don't know what your problem is.

        """
    static let peter = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    /// The type byte and the 32 bytes of the private key.
    static let peterSecret = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let peterLine =
        "— PeterNeumann "
        + "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    static let enoch = "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop"
    static let enochLine =
        "— EnochRoot "
        + "rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n"
}

@Suite("Signed notes")
struct SignedNoteTests {
    private let peter: VerifierKey
    private let enoch: VerifierKey

    init() throws {
        peter = try #require(VerifierKey(Example.peter))
        enoch = try #require(VerifierKey(Example.enoch))
    }

    @Test func `signing gives the published signature, byte for byte`() throws {
        let secret = try #require([UInt8](base64: Example.peterSecret))
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret.dropFirst())

        let note = try NoteSigner(name: "PeterNeumann", privateKey: key).sign(Example.text)

        #expect(note.description == Example.text + "\n" + Example.peterLine)
        #expect(NoteSigner(name: "PeterNeumann", privateKey: key).key.description == Example.peter)
    }

    @Test func `published notes are signed by the keys we trust, others are ignored`() throws {
        let note = try #require(SignedNote(Example.text + "\n" + Example.peterLine + Example.enochLine))

        #expect(note.verdict(by: [peter]) == .signed(by: [peter]))
        #expect(note.verdict(by: [enoch, peter]) == .signed(by: [peter, enoch]))
        #expect(note.verdict(by: []) == .unknown)
        #expect(note.description == Example.text + "\n" + Example.peterLine + Example.enochLine)
    }

    @Test func `a changed text or signature is forged, even beside a good signature`() throws {
        let changed = try #require(SignedNote("I" + Example.text + "\n" + Example.peterLine))
        let swapped = Example.peterLine.replacing("x08go/ZJ", with: "x08go/ZK")
        let beside = try #require(SignedNote(Example.text + "\n" + swapped + Example.enochLine))

        #expect(changed.verdict(by: [peter]) == .forged(name: "PeterNeumann"))
        #expect(beside.verdict(by: [peter, enoch]) == .forged(name: "PeterNeumann"))
        #expect(beside.verdict(by: [enoch]) == .signed(by: [enoch]))
    }

    @Test(arguments: [
        Example.text,
        Example.text + "\n",
        Example.text + "\n" + Example.peterLine.dropLast(),
        "\u{1}" + Example.text + "\n" + Example.peterLine,
        Example.text + "\r\n\n" + Example.peterLine,
        Example.text + Example.peterLine,
        Example.text + "\n" + Example.peterLine + "An unexpected line.\n",
        Example.text + "\n" + Example.peterLine.replacing("PeterNeumann", with: "Peter Neumann"),
        Example.text + "\n" + Example.peterLine.replacing("PeterNeumann", with: "Peter+Neumann"),
        Example.text + "\n" + Example.peterLine.replacing("—", with: "-"),
        Example.text + "\n— PeterNeumann x08goA==\n".replacing("x08goA==", with: "x08g"),
        Example.text + "\n" + String(repeating: Example.peterLine, count: 101),
        "", "\n", "\n\n",
    ])
    func `malformed notes are not notes`(note: String) {
        #expect(SignedNote(note) == nil)
    }

    @Test func `sixteen signatures are read, and a text may hold empty lines`() throws {
        let text = "one\n\ntwo\n"
        let key = Curve25519.Signing.PrivateKey()
        let signer = NoteSigner(name: "example.com/a", privateKey: key)
        let signature = try signer.sign(text).signatures[0]
        let note = SignedNote(text: text, signatures: Array(repeating: signature, count: 16))

        let read = try #require(SignedNote(note.description))

        #expect(read.text == text)
        #expect(read.signatures.count == 16)
        #expect(read.verdict(by: [signer.key]) == .signed(by: [signer.key]))
    }
}

@Suite("Verifier keys")
struct VerifierKeyTests {
    @Test(arguments: [
        Example.peter, Example.enoch,
        "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
    func `published keys are read and written back unchanged`(text: String) {
        #expect(VerifierKey(text)?.description == text)
    }

    @Test func `no part of a key and no damaged key is a key`() {
        let bytes = Array(Example.peter.utf8)
        for start in 0..<bytes.count {
            for end in start...bytes.count where (start, end) != (0, bytes.count) {
                #expect(VerifierKey(String(decoding: bytes[start..<end], as: UTF8.self)) == nil)
            }
        }
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] += 1
            #expect(VerifierKey(String(decoding: damaged, as: UTF8.self)) == nil)
        }
    }

    @Test(arguments: [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ])
    func `a key of wrong length, of an unknown type or with a foreign id is refused`(text: String) {
        #expect(VerifierKey(text) == nil)
    }
}
