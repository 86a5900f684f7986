// SPDX-License-Identifier: Apache-2.0

package import Policy
import Storage
package import Values
package import Vault

/// The supplier's side of one order line.
package struct Supply: Hashable, Sendable {
    package enum State: String, Sendable, CaseIterable, SQLEnum {
        /// Asked, or about to be; the answer is not here.
        case ordering
        /// Accepted; the profiles are being made.
        case ordered
        case supplied
        case failed
    }

    package let line: ID<OrderLine>
    package let order: ID<Order>
    /// Nil once the buyer has been erased.
    package let person: PersonID?
    package let state: State
    /// How often the supplier did not give what was asked for.
    package let tries: Int
    /// Who is asked, or serves it.
    package let supplier: RecipientID
    /// Which of the line's packages that is; 0 is its own.
    let position: Int
    /// When it was asked, unless it has said since that it did not take the order.
    let askedAt: Instant?
    /// The supplier's order number.
    package let reference: SealedValue?
    /// The last trouble's code.
    package let problem: String?
    package let orderedAt: Instant
    /// When the supplier accepted it, or last gave trouble.
    let changedAt: Instant

    package var transaction: String { "\(line)" }

    /// As it stands once it is written down that the supplier is being asked.
    func asked(at moment: Instant) -> Supply {
        Supply(
            line: line, order: order, person: person, state: state, tries: tries, supplier: supplier,
            position: position, askedAt: moment, reference: reference, problem: problem, orderedAt: orderedAt,
            changedAt: changedAt)
    }

    func handle(for person: PersonID, askedAt: Instant? = nil) -> SupplyHandle {
        SupplyHandle(
            order: order, person: person, transaction: transaction, reference: reference,
            orderedAt: askedAt ?? orderedAt)
    }
}

/// How one look at a supply ended.
enum SupplyProgress: Hashable, Sendable {
    case supplied
    /// Worth another look after a while.
    case waiting(Duration)
    /// It did not work out for good.
    case failed(code: String)
    /// The buyer was erased: nobody to supply.
    case stopped
}

extension Supply {
    /// What a refusal means: trouble that may pass is tried again, a mistake of ours is not.
    static func isPassing(_ refusal: SupplyRefusal) -> Bool {
        switch refusal {
        case .outOfStock, .noBalance, .other: true
        case .unknownPackage, .priceChanged, .wrongState, .notOffered, .underReview, .unknownProfile, .notDisclosed:
            false
        }
    }

    /// The wait before the next try: 5 s, doubling, at most 10 minutes.
    static func wait(after tries: Int) -> Duration {
        min(.seconds(5) * (1 << min(max(tries - 1, 0), 10)), .seconds(600))
    }

    /// How soon to look again while profiles are being made; their message usually comes first.
    static func pollWait(after waited: Duration) -> Duration {
        min(max(waited / 3, .seconds(3)), .seconds(60))
    }

    /// How often an order that may have been taken is repeated at a supplier that takes a repeated one for the same, before it is
    /// looked for instead so that the next may be asked.
    static let repeats = 3

    /// How long nobody may know whether a supplier took an order before a person decides.
    static let patience = Duration.seconds(7200)

    /// Making profiles takes half a minute; after this long something is wrong.
    static let allocationLimit = Duration.seconds(1800)
}
