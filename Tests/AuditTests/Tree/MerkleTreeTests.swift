// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Audit

/// The eight inputs of the Certificate Transparency reference implementation, and what it computes from them.
private enum Reference {
    static let entries: [[UInt8]] = [
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f",
    ].map { [UInt8](hexadecimal: $0) ?? [] }

    static let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]

    static let inclusions: [(index: Int, size: Int, path: [String])] = [
        (
            0, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            5, 8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1, 5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]

    static let consistencies: [(old: Int, new: Int, path: [String])] = [
        (1, 1, []),
        (
            1, 8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ]
        ),
        (
            6, 8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ]
        ),
        (
            2, 5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ]
        ),
    ]
}

@Suite("Merkle trees")
struct MerkleTreeTests {
    private let tree = GrownTree(Reference.entries)
    private let roots = Reference.roots.compactMap { TreeHash(bytes: [UInt8](hexadecimal: $0) ?? []) }

    @Test(arguments: 0...8)
    func `roots are those of the reference implementation`(size: Int) throws {
        let grown = GrownTree(Reference.entries.prefix(size))

        #expect(grown.frontier.root == roots[size])
        #expect(try tree.tree(size: size).root() == roots[size])
    }

    @Test func `inclusion proofs are those of the reference implementation`() throws {
        for (index, size, path) in Reference.inclusions {
            let proof = try #require(try tree.tree(size: size).inclusionProof(of: index))

            #expect(proof.path.map(\.description) == path)
            #expect(proof.proves(.leaf(Reference.entries[index]), in: roots[size]))
        }
    }

    @Test func `consistency proofs are those of the reference implementation`() throws {
        for (old, new, path) in Reference.consistencies {
            let proof = try #require(try tree.tree(size: new).consistencyProof(from: old))

            #expect(proof.path.map(\.description) == path)
            #expect(proof.proves(from: roots[old], to: roots[new]))
        }
    }

    @Test func `a leaf, a size or a length that does not exist has no proof`() throws {
        #expect(try tree.tree(size: 8).inclusionProof(of: 8) == nil)
        #expect(try tree.tree(size: 8).inclusionProof(of: -1) == nil)
        #expect(try tree.tree(size: 8).consistencyProof(from: 0) == nil)
        #expect(try tree.tree(size: 8).consistencyProof(from: 9) == nil)
        #expect(TreeHash(bytes: [UInt8](repeating: 0, count: 31)) == nil)
        #expect(TreeHash(bytes: [UInt8](repeating: 0, count: 33)) == nil)
    }

    @Test func `roots and proofs of every size agree with a second, recursive implementation`() throws {
        let entries = (0..<301).map { [UInt8]("entry \($0 * 7919 % 301)".utf8) }
        let grown = GrownTree(entries)
        var frontier = MerkleFrontier()
        for size in 0...300 {
            let tree = grown.tree(size: size)
            let root = PlainTree.root(entries[..<size])
            #expect(frontier.root.bytes == root)
            #expect(try tree.root().bytes == root)
            #expect(MerkleFrontier(size: size) { grown.nodes[$0]! }.root.bytes == root)

            // Proofs of every size up to 80, then of every eleventh: the slow side is quadratic.
            _ = frontier.append(.leaf(entries[size]))
            guard size <= 80 || size % 11 == 0 else { continue }
            for index in [0, size / 3, size / 2, size - 1] where (0..<size).contains(index) {
                let path = PlainTree.path(index, entries[..<size])
                #expect(try tree.inclusionProof(of: index)?.path.map(\.bytes) == path)
            }
            for old in [1, size / 3, size / 2, size - 1, size] where (1...max(size, 1)).contains(old) && size > 0 {
                let path = PlainTree.proof(old, entries[..<size])
                #expect(try tree.consistencyProof(from: old)?.path.map(\.bytes) == path)
            }
        }
    }
}

@Suite("Checking Merkle proofs")
struct ProofTests {
    private let entries = (0..<67).map { [UInt8]("entry \($0)".utf8) }

    @Test(arguments: [1, 2, 3, 7, 8, 9, 33, 64, 67])
    func `an inclusion proof holds for its own leaf, place and root only`(size: Int) throws {
        let tree = GrownTree(entries).tree(size: size)
        let root = try tree.root()
        for index in 0..<size {
            let proof = try #require(try tree.inclusionProof(of: index))

            #expect(proof.proves(.leaf(entries[index]), in: root))
            #expect(!proof.proves(.leaf([1]), in: root))
            #expect(!proof.proves(.leaf(entries[index]), in: .empty))
            for other in 0..<size where other != index {
                #expect(
                    !InclusionProof(index: other, size: size, path: proof.path).proves(
                        .leaf(entries[index]), in: root))
            }
            for path in Self.damaged(proof.path) {
                #expect(!InclusionProof(index: index, size: size, path: path).proves(.leaf(entries[index]), in: root))
            }
            #expect(!InclusionProof(index: size, size: size, path: proof.path).proves(.leaf(entries[index]), in: root))
            #expect(!InclusionProof(index: -1, size: size, path: proof.path).proves(.leaf(entries[index]), in: root))
        }
    }

    @Test(arguments: [2, 3, 7, 8, 9, 33, 64, 67])
    func `a consistency proof holds for its own two trees only`(size: Int) throws {
        let grown = GrownTree(entries)
        let root = try grown.tree(size: size).root()
        for old in 1..<size {
            let oldRoot = try grown.tree(size: old).root()
            let proof = try #require(try grown.tree(size: size).consistencyProof(from: old))

            #expect(proof.proves(from: oldRoot, to: root))
            #expect(!proof.proves(from: root, to: oldRoot))
            #expect(!proof.proves(from: .empty, to: root))
            #expect(!proof.proves(from: oldRoot, to: .empty))
            for path in Self.damaged(proof.path) {
                #expect(!ConsistencyProof(oldSize: old, newSize: size, path: path).proves(from: oldRoot, to: root))
            }
        }
    }

    @Test func `equal sizes need equal roots and no path, and an empty tree proves nothing`() {
        let (one, other) = (TreeHash.leaf([1]), TreeHash.leaf([2]))

        #expect(ConsistencyProof(oldSize: 5, newSize: 5, path: []).proves(from: one, to: one))
        #expect(!ConsistencyProof(oldSize: 5, newSize: 5, path: []).proves(from: one, to: other))
        #expect(!ConsistencyProof(oldSize: 5, newSize: 5, path: [one]).proves(from: one, to: one))
        #expect(!ConsistencyProof(oldSize: 0, newSize: 5, path: []).proves(from: .empty, to: one))
        #expect(!ConsistencyProof(oldSize: 0, newSize: 0, path: []).proves(from: .empty, to: .empty))
        #expect(!ConsistencyProof(oldSize: 6, newSize: 5, path: []).proves(from: one, to: one))
        #expect(!ConsistencyProof(oldSize: 1, newSize: 2, path: []).proves(from: one, to: other))
    }

    /// The path with a hash changed, dropped, doubled or added at either end.
    private static func damaged(_ path: [TreeHash]) -> [[TreeHash]] {
        let changed = path.indices.map { index in
            var path = path
            path[index] = .leaf([0xff])
            return path
        }
        let dropped = path.indices.map { index in path[..<index] + path[(index + 1)...] }.map(Array.init)
        return changed + dropped + [path + [.empty], [.empty] + path]
    }
}
