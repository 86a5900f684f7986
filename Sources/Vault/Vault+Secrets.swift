// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
package import Values

extension Vault {
    /// Opens a secret of the business itself. No gate is asked, since it is about nobody; only what was sealed under the key for
    /// such secrets opens here.
    package func openSecret(_ value: SealedValue, under holder: PersonID) async throws -> String {
        let keeper = try await ring.store.read { try KeyStoreQueries.holder(of: .credentials, in: $0) }
        guard holder == keeper, let held = try await ring.held(holder), let epoch = value.sealed.epoch,
            let key = held.keys[epoch]
        else { throw SealedValueDamaged(field: value.field) }
        do {
            return String(decoding: try key.open(value), as: UTF8.self)
        } catch {
            throw SealedValueDamaged(field: value.field)
        }
    }
}
