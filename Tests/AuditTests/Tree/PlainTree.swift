// SPDX-License-Identifier: Apache-2.0

import Crypto

@testable import Audit

/// RFC 6962 §2.1 written down a second time, word for word over whole lists of entries: slow, and independent of the
/// code under test but for the type of a hash.
enum PlainTree {
    static func root(_ entries: ArraySlice<[UInt8]>) -> [UInt8] {
        switch entries.count {
        case 0: return [UInt8](SHA256.hash(data: [UInt8]()))
        case 1: return [UInt8](SHA256.hash(data: [0] + entries[entries.startIndex]))
        default:
            let middle = entries.startIndex + split(entries.count)
            return [UInt8](SHA256.hash(data: [1] + root(entries[..<middle]) + root(entries[middle...])))
        }
    }

    static func path(_ index: Int, _ entries: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard entries.count > 1 else { return [] }
        let k = split(entries.count)
        let middle = entries.startIndex + k
        return index < k
            ? path(index, entries[..<middle]) + [root(entries[middle...])]
            : path(index - k, entries[middle...]) + [root(entries[..<middle])]
    }

    static func proof(_ oldSize: Int, _ entries: ArraySlice<[UInt8]>) -> [[UInt8]] {
        subproof(oldSize, entries, true)
    }

    private static func subproof(_ m: Int, _ entries: ArraySlice<[UInt8]>, _ isComplete: Bool) -> [[UInt8]] {
        if m == entries.count { return isComplete ? [] : [root(entries)] }
        let k = split(entries.count)
        let middle = entries.startIndex + k
        return m <= k
            ? subproof(m, entries[..<middle], isComplete) + [root(entries[middle...])]
            : subproof(m - k, entries[middle...], false) + [root(entries[..<middle])]
    }

    private static func split(_ count: Int) -> Int {
        var k = 1
        while k * 2 < count { k *= 2 }
        return k
    }
}

/// A tree grown leaf by leaf, its nodes in memory.
struct GrownTree {
    private(set) var frontier = MerkleFrontier()
    private(set) var nodes: [NodeAddress: TreeHash] = [:]

    init(_ entries: some Sequence<[UInt8]>) {
        for entry in entries { append(entry) }
    }

    mutating func append(_ entry: [UInt8]) {
        for (address, hash) in frontier.append(.leaf(entry)) { nodes[address] = hash }
    }

    /// The tree of any size up to the present one.
    func tree(size: Int) -> MerkleTree {
        MerkleTree(size: size) { address in
            guard let hash = nodes[address] else { throw MissingNode(address: address) }
            return hash
        }
    }
}

struct MissingNode: Error {
    let address: NodeAddress
}
