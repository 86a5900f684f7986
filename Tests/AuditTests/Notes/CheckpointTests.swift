// SPDX-License-Identifier: Apache-2.0

import Crypto
import Testing
import Values

@testable import Audit

@Suite("Checkpoints")
struct CheckpointTests {
    @Test func `a checkpoint published by Go's checksum database is read and found signed`() throws {
        let key = try #require(
            VerifierKey("sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"))
        let published = """
            go.sum database tree
            6476701
            mb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=

            — sum.golang.org \
            Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949rj4nPRYfvimWEPWL+o3GeoWwOoAw=

            """

        let note = try #require(SignedNote(published))
        let checkpoint = try #require(Checkpoint(text: note.text))

        #expect(note.verdict(by: [key]) == .signed(by: [key]))
        #expect(checkpoint.origin == "go.sum database tree")
        #expect(checkpoint.size == 6_476_701)
        #expect(checkpoint.text == note.text)
    }

    @Test func `extension lines are read over`() {
        let root = TreeHash.leaf([1]).bytes.base64
        let checkpoint = Checkpoint(text: "example.com/log\n12\n\(root)\nextension\n")

        #expect(checkpoint == Checkpoint(origin: "example.com/log", size: 12, root: .leaf([1])))
    }

    @Test(arguments: [
        "example.com/log\n012\nROOT\n", "example.com/log\n-1\nROOT\n", "example.com/log\n+1\nROOT\n",
        "example.com/log\n\nROOT\n", "\n1\nROOT\n", "example.com/log\n1\nROOT", "example.com/log\n1\n",
        "example.com/log\n1\nAAAA\n", "example.com/log\n1\nROOT\n\n", "example.com/log\n٣\nROOT\n",
        "example.com/log\n99999999999999999999\nROOT\n",
    ])
    func `malformed checkpoints are not checkpoints`(text: String) {
        #expect(Checkpoint(text: text.replacing("ROOT", with: TreeHash.empty.bytes.base64)) == nil)
    }

    @Test func `a witness's cosignature stands beside the log's signature`() throws {
        let log = NoteSigner(name: "example.com/log", privateKey: .init())
        let witness = NoteSigner(name: "witness.example/w1", kind: .cosignature, privateKey: .init())
        let text = Checkpoint(origin: "example.com/log", size: 7, root: .leaf([7])).text

        let note = try witness.cosign(log.sign(text), at: Instant(milliseconds: 1_679_315_147_000))
        let read = try #require(SignedNote(note.description))

        #expect(read.verdict(by: [log.key, witness.key]) == .signed(by: [log.key, witness.key]))
        #expect(read.signatures[1].bytes.prefix(8) == [0, 0, 0, 0, 0x64, 0x18, 0x50, 0xcb])
        #expect(VerifierKey(witness.key.description) == witness.key)
        let other = SignedNote(text: text.replacing("7", with: "8"), signatures: [read.signatures[1]])
        #expect(other.verdict(by: [witness.key]) == .forged(name: "witness.example/w1"))
    }
}

@Suite("Proof files")
struct LogProofTests {
    private let log = NoteSigner(name: "example.com/log", privateKey: .init())
    private let entries = (0..<5).map { [UInt8]("entry \($0)".utf8) }

    private func proof(of index: Int, extra: [UInt8]? = nil) throws -> LogProof {
        let tree = GrownTree(entries).tree(size: 5)
        let checkpoint = Checkpoint(origin: "example.com/log", size: 5, root: try tree.root())
        let path = try #require(try tree.inclusionProof(of: index)).path
        return LogProof(extra: extra, index: index, path: path, checkpoint: try log.sign(checkpoint.text))
    }

    @Test func `a proof is written as specified and read back`() throws {
        let proof = try proof(of: 3, extra: [1, 2, 3])

        let lines = proof.text.split(separator: "\n", omittingEmptySubsequences: false)

        #expect(lines.prefix(3) == ["c2sp.org/tlog-proof@v1", "extra AQID", "index 3"])
        #expect(lines[3..<6].map(String.init) == proof.path.map(\.bytes.base64))
        #expect(lines[6..<9] == ["", "example.com/log", "5"])
        #expect(LogProof(text: proof.text) == proof)
        #expect(try LogProof(text: self.proof(of: 4).text) == self.proof(of: 4))
    }

    @Test func `a proof holds for its own leaf, place and log only`() throws {
        let proof = try proof(of: 3)
        let moved = LogProof(extra: nil, index: 2, path: proof.path, checkpoint: proof.checkpoint)
        let stranger = NoteSigner(name: "example.com/log", privateKey: .init())
        let sameKey = NoteSigner(name: "example.com/other", privateKey: .init())
        let foreign = LogProof(
            extra: nil, index: 3, path: proof.path, checkpoint: try sameKey.sign(proof.checkpoint.text))

        let verdict = proof.verdict(on: .leaf(entries[3]), log: log.key)

        #expect(verdict == .proven(try #require(Checkpoint(text: proof.checkpoint.text))))
        #expect(proof.verdict(on: .leaf(entries[2]), log: log.key) == .notInLog)
        #expect(moved.verdict(on: .leaf(entries[3]), log: log.key) == .notInLog)
        #expect(proof.verdict(on: .leaf(entries[3]), log: stranger.key) == .unknownLog)
        #expect(foreign.verdict(on: .leaf(entries[3]), log: sameKey.key) == .unknownLog)
    }

    @Test func `witnesses are counted when they are asked for`() throws {
        let witness = NoteSigner(name: "witness.example/w1", kind: .cosignature, privateKey: .init())
        let bare = try proof(of: 0)
        let seen = LogProof(
            extra: nil, index: 0, path: bare.path,
            checkpoint: try witness.cosign(bare.checkpoint, at: Instant(milliseconds: 0)))
        let leaf = TreeHash.leaf(entries[0])

        #expect(bare.verdict(on: leaf, log: log.key, witnesses: [witness.key], quorum: 1) == .unwitnessed)
        #expect(
            seen.verdict(on: leaf, log: log.key, witnesses: [witness.key], quorum: 1)
                == bare.verdict(on: leaf, log: log.key))
    }

    @Test(arguments: [
        ("@v1", "@v2"), ("index 3", "index 03"), ("index 3", "index -3"), ("index 3", "indx 3"),
        ("extra AQID", "extra AQ"), ("extra AQID", "extra AQID\nextra AQID"), ("\n\n", "\n"), ("—", "-"),
    ])
    func `malformed proofs are not proofs`(part: String, replacement: String) throws {
        let text = try proof(of: 3, extra: [1, 2, 3]).text.replacing(part, with: replacement)

        #expect(LogProof(text: text) == nil)
    }
}
