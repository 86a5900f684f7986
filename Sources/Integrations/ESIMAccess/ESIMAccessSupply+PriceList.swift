// SPDX-License-Identifier: Apache-2.0

package import Commerce

/// The whole list in two questions: plans, and what tops them up.
extension ESIMAccessSupply: SupplierPriceList {
    package func packages() async throws -> [SupplierOffer]? {
        guard let plans = try await packages(.base), let topUps = try await packages(.topUp) else { return nil }
        return (plans + topUps).filter { $0.durationUnit == "DAY" }.map {
            SupplierOffer(code: $0.packageCode, price: $0.price, bytes: $0.volume, days: $0.duration)
        }
    }
}
