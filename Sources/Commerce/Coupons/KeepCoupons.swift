// SPDX-License-Identifier: Apache-2.0

import Audit
import Policy
import Storage
package import Values
package import Vault

/// Coupons as those who keep the catalogue make and end them.
package struct KeepCoupons: Sendable {
    let foundation: ShopFoundation

    package enum Making: Hashable, Sendable {
        case made
        case codeTaken
        case forbidden
    }

    package enum Ending: Hashable, Sendable {
        case ended
        /// There is no such coupon, or it was over.
        case notRunning
        case forbidden
    }

    /// Newest first; nil for whoever may not.
    package func list(as caller: Caller) async throws -> [Coupon]? {
        guard caller.mayKeepCatalogue else { return nil }
        return try await foundation.data.read { try CouponQueries.coupons(in: $0) }
    }

    package func make(_ coupon: Coupon, as caller: Caller) async throws -> Making {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "coupon.made", at: now, object: coupon.id.cast(), by: caller.staffID,
            outcome: coupon.code.text)
        do {
            try await foundation.data.write { session in
                try CouponQueries.insert(coupon, at: now, in: session)
                try entry.insert(in: session)
            }
            return .made
        } catch StorageError.uniqueViolation {
            return .codeTaken
        }
    }

    package func end(_ id: ID<Coupon>, as caller: Caller) async throws -> Ending {
        guard caller.mayKeepCatalogue else { return .forbidden }
        let now = foundation.clock.now()
        let entry = AuditEntry(
            log: .evidence, type: "coupon.ended", at: now, object: id.cast(), by: caller.staffID)
        return try await foundation.data.write { session in
            guard try CouponQueries.end(id, at: now, in: session) else { return .notRunning }
            try entry.insert(in: session)
            return .ended
        }
    }
}

/// Says what a code would take off a cart, without taking anything.
package struct TryCoupon: Sendable {
    package enum Outcome: Hashable, Sendable {
        case takesOff(Money)
        case refused(CouponRefusal)
    }

    let foundation: ShopFoundation

    package func callAsFunction(
        _ typed: String, on items: [Coupon.Item], in currency: Currency
    ) async throws -> Outcome {
        guard let code = CouponCode(typed) else { return .refused(.noSuchCode) }
        let coupon = try await foundation.data.read { try CouponQueries.coupon(code, in: $0) }
        guard let coupon else { return .refused(.noSuchCode) }
        switch coupon.discount(on: items, in: currency, at: foundation.clock.now()) {
        case .success(let money): return .takesOff(money)
        case .failure(let not): return .refused(not.refusal)
        }
    }
}
