// SPDX-License-Identifier: Apache-2.0

/// Shows that a leaf stands at `index` in the tree of `size` leaves, without the other leaves.
package struct InclusionProof: Hashable, Sendable {
    package let index: Int
    package let size: Int
    /// From the leaf's sibling up to the root's child.
    package let path: [TreeHash]

    package init(index: Int, size: Int, path: [TreeHash]) {
        self.index = index
        self.size = size
        self.path = path
    }

    /// Whether the path leads from `leaf` to `root`. Source: RFC 9162 §2.1.3.2.
    package func proves(_ leaf: TreeHash, in root: TreeHash) -> Bool {
        guard index >= 0, index < size else { return false }
        var (node, last) = (index, size - 1)
        var hash = leaf
        for sibling in path {
            guard last != 0 else { return false }
            if !node.isMultiple(of: 2) || node == last {
                hash = .node(sibling, hash)
                while node.isMultiple(of: 2), node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = .node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && hash == root
    }
}
