// SPDX-License-Identifier: Apache-2.0

/// Shows that the tree of `newSize` leaves begins with the tree of `oldSize` leaves: nothing was rewritten between.
package struct ConsistencyProof: Hashable, Sendable {
    package let oldSize: Int
    package let newSize: Int
    package let path: [TreeHash]

    package init(oldSize: Int, newSize: Int, path: [TreeHash]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.path = path
    }

    /// Whether the path leads from both roots' common part to each of them. An empty old tree proves nothing and is
    /// refused. Source: RFC 9162 §2.1.4.2.
    package func proves(from oldRoot: TreeHash, to newRoot: TreeHash) -> Bool {
        guard oldSize >= 1, oldSize <= newSize else { return false }
        guard oldSize < newSize else { return path.isEmpty && oldRoot == newRoot }
        guard !path.isEmpty else { return false }

        let isPowerOfTwo = oldSize & (oldSize - 1) == 0
        var rest = (isPowerOfTwo ? [oldRoot] : []) + path
        let first = rest.removeFirst()
        var (old, new) = (first, first)
        var (node, last) = (oldSize - 1, newSize - 1)
        while !node.isMultiple(of: 2) {
            node >>= 1
            last >>= 1
        }
        for sibling in rest {
            guard last != 0 else { return false }
            if !node.isMultiple(of: 2) || node == last {
                old = .node(sibling, old)
                new = .node(sibling, new)
                while node.isMultiple(of: 2), node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                new = .node(new, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}
