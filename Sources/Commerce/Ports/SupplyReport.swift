// SPDX-License-Identifier: Apache-2.0

/// What a message of a supplier points at. It is never believed, only followed up by asking (`Fulfiller.profiles(of:)`): not all
/// suppliers sign.
package struct SupplyReport: Sendable {
    package enum Subject: String, Sendable, CaseIterable {
        /// The profiles of an order may be ready.
        case allocation
        /// A profile was installed, used up, expired or cancelled.
        case state
        /// Data or days used passed a mark.
        case usage
        /// Our money there is running low.
        case balance
    }

    /// Unique among this supplier's messages, the same when one is delivered again.
    package let event: String
    package let subject: Subject
    /// Our transaction as it travelled with the order; nil when the message does not carry it.
    package let transaction: String?
    /// The supplier's order number.
    package let reference: String?
    /// The ICCID, where the message names a profile and no order.
    package let profile: String?

    package init(
        event: String, subject: Subject, transaction: String?, reference: String?, profile: String? = nil
    ) {
        self.event = event
        self.subject = subject
        self.transaction = transaction
        self.reference = reference
        self.profile = profile
    }
}
