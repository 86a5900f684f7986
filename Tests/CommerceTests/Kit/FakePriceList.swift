// SPDX-License-Identifier: Apache-2.0

import Commerce
import Synchronization

/// A supplier's list that says what it was told to; nothing until then.
final class FakePriceList: SupplierPriceList {
    private let list = Mutex<[SupplierOffer]?>(nil)

    func packages() async throws -> [SupplierOffer]? { list.withLock { $0 } }

    func say(_ offers: [SupplierOffer]?) { list.withLock { $0 = offers } }
}
