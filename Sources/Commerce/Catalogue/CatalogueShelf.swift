// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// The catalogue in memory: what every page and every order reads, replaced as a whole.
package final class CatalogueShelf: Sendable {
    private let shelf = Mutex(Catalogue.empty)
    private let whenChanged = Mutex<(@Sendable (Instant?) -> Void)?>(nil)
    private let clock: any WallClock

    init(clock: any WallClock) {
        self.clock = clock
    }

    /// Prices that have begun by now are in it.
    package var current: Catalogue {
        shelf.withLock { current in
            if let change = current.nextChange, change <= clock.now() { current = current.moved(to: clock.now()) }
            return current
        }
    }

    /// Has `action` called after each change, with the time of the next one that is known.
    func onChange(_ action: @escaping @Sendable (Instant?) -> Void) {
        whenChanged.withLock { $0 = action }
        action(current.nextChange)
    }

    /// Puts a newer catalogue up; one that is older than what stands there is dropped.
    func replace(with stock: CatalogueStock) {
        let catalogue = Catalogue(stock, at: clock.now())
        let isNewer = shelf.withLock { current in
            guard catalogue.version > current.version else { return false }
            current = catalogue
            return true
        }
        if isNewer { whenChanged.withLock { $0 }?(catalogue.nextChange) }
    }
}
