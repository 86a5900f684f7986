// SPDX-License-Identifier: Apache-2.0

import Crypto
import Policy
import Values
package import Vault

/// Tells an order the program wrote from one that somebody edited in the database: a code (HMAC-SHA-256) over every field that
/// an erasure leaves, and one over the lines as they were sold.
///
/// Not covered: what an erasure clears, and `service_ends_at`, which repeats what the network says. A whole older row put back
/// together with its code passes, as does an order that is gone; for those stand the evidence log and the backups.
package struct OrderSeals: Sendable {
    private let key: SymmetricKey

    package init(_ keys: OrganisationKeys) {
        key = keys.rowKey("orders")
    }

    func code(of order: Order) -> [UInt8] {
        code(over: [
            "order", "\(order.id)", order.number.text, order.kind.rawValue, order.state.rawValue,
            order.stateBeforeFreeze?.rawValue ?? "", order.esim.map { "\($0)" } ?? "",
            String(order.amount.minorUnits), order.amount.currency.rawValue, order.language.rawValue,
            order.acceptance.policyVersion, String(order.acceptance.minimumAge),
            String(order.acceptance.agreesToImmediateSupply), String(order.placedAt.milliseconds),
            String(order.changedAt.milliseconds),
        ])
    }

    func code(of lines: [OrderLine], in order: ID<Order>) -> [UInt8] {
        code(
            over: ["lines", "\(order)"]
                + lines.flatMap { line in
                    [
                        "\(line.id)", line.slug, line.name.vietnamese, line.name.english, String(line.quantity),
                        String(line.unitPrice.minorUnits), String(line.packages.count),
                    ] + line.packages.flatMap { [$0.supplier.name, $0.code, String($0.price)] }
                })
    }

    /// Each part with its length, so that no two lists of parts read the same.
    private func code(over parts: [String]) -> [UInt8] {
        var mac = HMAC<SHA256>(key: key)
        for part in parts {
            mac.update(data: [UInt8]("\(part.utf8.count):\(part)".utf8))
        }
        return [UInt8](mac.finalize())
    }
}
