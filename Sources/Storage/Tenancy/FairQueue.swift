// SPDX-License-Identifier: Apache-2.0

/// What waits for its turn, by whose it is: owners take turns, and each one's things go in the order they came.
///
/// However much one asks for, another waits for one thing of it, not for all.
package struct FairQueue<Owner: Hashable, Element> {
    private var waiting: [Owner: Line<Element>] = [:]
    /// Everybody with something waiting, once each.
    private var turns = Line<Owner>()

    package init() {}

    package mutating func append(_ element: Element, of owner: Owner) {
        if waiting[owner] == nil { turns.append(owner) }
        waiting[owner, default: Line()].append(element)
    }

    package mutating func popFirst() -> Element? {
        guard let owner = turns.popFirst(), let element = waiting[owner]?.popFirst() else { return nil }
        if waiting[owner]?.isEmpty == true {
            waiting[owner] = nil
        } else {
            turns.append(owner)
        }
        return element
    }
}

/// First come, first served: each element is moved once from the array of comers to that of goers.
private struct Line<Element> {
    private var coming: [Element] = []
    private var going: [Element] = []

    var isEmpty: Bool { coming.isEmpty && going.isEmpty }

    mutating func append(_ element: Element) {
        coming.append(element)
    }

    mutating func popFirst() -> Element? {
        if going.isEmpty {
            going = coming.reversed()
            coming.removeAll(keepingCapacity: true)
        }
        return going.popLast()
    }
}
