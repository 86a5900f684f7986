// SPDX-License-Identifier: Apache-2.0

/// Where a complete subtree sits: `position` counts the subtrees of `2^level` leaves from the left.
package struct NodeAddress: Hashable, Sendable {
    package let level: Int
    package let position: Int

    package init(level: Int, position: Int) {
        self.level = level
        self.position = position
    }
}

/// A tree of `size` leaves whose complete subtrees can be looked up: gives roots and proofs in O(log n) look-ups.
///
/// Complete subtrees never change once they exist, so the stored nodes serve every size up to the present one.
/// Source: RFC 6962 §2.1.
package struct MerkleTree {
    package let size: Int
    private let node: (NodeAddress) throws -> TreeHash

    package init(size: Int, node: @escaping (NodeAddress) throws -> TreeHash) {
        self.size = size
        self.node = node
    }

    package func root() throws -> TreeHash {
        size == 0 ? .empty : try hash(of: 0..<size)
    }

    /// The audit path of RFC 6962 §2.1.1, from the leaf's sibling upwards; nil when there is no such leaf.
    package func inclusionProof(of index: Int) throws -> InclusionProof? {
        guard (0..<size).contains(index) else { return nil }
        return InclusionProof(index: index, size: size, path: try path(to: index, in: 0..<size))
    }

    /// The proof of RFC 6962 §2.1.2 that this tree continues its first `oldSize` leaves; nil unless `1...size`.
    package func consistencyProof(from oldSize: Int) throws -> ConsistencyProof? {
        guard oldSize >= 1, oldSize <= size else { return nil }
        let path = try subproof(oldSize, in: 0..<size, isWholeOldTree: true)
        return ConsistencyProof(oldSize: oldSize, newSize: size, path: path)
    }

    private func path(to index: Int, in leaves: Range<Int>) throws -> [TreeHash] {
        guard leaves.count > 1 else { return [] }
        let (left, right) = leaves.split
        return if index < right.lowerBound {
            try path(to: index, in: left) + [hash(of: right)]
        } else {
            try path(to: index, in: right) + [hash(of: left)]
        }
    }

    private func subproof(_ oldEnd: Int, in leaves: Range<Int>, isWholeOldTree: Bool) throws -> [TreeHash] {
        guard oldEnd < leaves.upperBound else { return isWholeOldTree ? [] : [try hash(of: leaves)] }
        let (left, right) = leaves.split
        return if oldEnd <= right.lowerBound {
            try subproof(oldEnd, in: left, isWholeOldTree: isWholeOldTree) + [hash(of: right)]
        } else {
            try subproof(oldEnd, in: right, isWholeOldTree: false) + [hash(of: left)]
        }
    }

    /// Every range that comes up starts at a multiple of its own width, so one of `2^k` leaves is a stored node.
    private func hash(of leaves: Range<Int>) throws -> TreeHash {
        let level = leaves.count.trailingZeroBitCount
        if leaves.count == 1 << level {
            return try node(NodeAddress(level: level, position: leaves.lowerBound >> level))
        }
        let (left, right) = leaves.split
        return .node(try hash(of: left), try hash(of: right))
    }
}

extension Range<Int> {
    /// Two parts, the left one the largest power of two below the whole. Needs at least two elements.
    fileprivate var split: (left: Range, right: Range) {
        let leftCount = 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
        let middle = lowerBound + leftCount
        return (lowerBound..<middle, middle..<upperBound)
    }
}
