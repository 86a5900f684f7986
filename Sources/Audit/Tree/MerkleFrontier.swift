// SPDX-License-Identifier: Apache-2.0

/// The right edge of a growing tree: all that appending and the root need, O(log n) hashes whatever the size.
package struct MerkleFrontier: Sendable {
    package private(set) var size: Int
    /// The roots of the complete subtrees the leaves fall into, widest first: one for each set bit of `size`.
    private var peaks: [TreeHash]

    package init() {
        size = 0
        peaks = []
    }

    /// Picks up a stored tree, looking up one node for each set bit of `size`.
    package init(size: Int, node: (NodeAddress) throws -> TreeHash) rethrows {
        self.size = size
        peaks = try Self.peakAddresses(of: size).map(node)
    }

    package var root: TreeHash {
        guard let last = peaks.last else { return .empty }
        return peaks.dropLast().reversed().reduce(last) { .node($1, $0) }
    }

    /// Adds one leaf and returns every subtree it completes, the leaf itself first: amortised two nodes a leaf.
    package mutating func append(_ leaf: TreeHash) -> [(address: NodeAddress, hash: TreeHash)] {
        var address = NodeAddress(level: 0, position: size)
        var hash = leaf
        var completed = [(address, hash)]
        while !address.position.isMultiple(of: 2), let left = peaks.popLast() {
            hash = .node(left, hash)
            address = NodeAddress(level: address.level + 1, position: address.position >> 1)
            completed.append((address, hash))
        }
        peaks.append(hash)
        size += 1
        return completed
    }

    private static func peakAddresses(of size: Int) -> [NodeAddress] {
        (0..<Int.bitWidth).reversed().filter { size >> $0 & 1 == 1 }.map { level in
            NodeAddress(level: level, position: (size >> level) - 1)
        }
    }
}
