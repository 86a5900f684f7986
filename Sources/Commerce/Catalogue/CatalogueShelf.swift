// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The catalogue in memory: what every page and every order reads, replaced as a whole.
package final class CatalogueShelf: Sendable {
    private let shelf = Mutex(Catalogue.empty)

    package init() {}

    package var current: Catalogue { shelf.withLock { $0 } }

    /// Puts a newer catalogue up; one that is older than what stands there is dropped.
    func replace(with catalogue: Catalogue) {
        shelf.withLock { current in
            if catalogue.version > current.version { current = catalogue }
        }
    }
}
