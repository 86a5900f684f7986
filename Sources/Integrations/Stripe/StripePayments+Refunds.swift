// SPDX-License-Identifier: Apache-2.0

package import Commerce
import Disclosure
import Policy
import Values
import Vault

extension StripePayments {
    /// Without a charge reference the payment is asked for it first.
    package func refund(_ refund: RefundAttempt) async throws -> RefundBeginning {
        if let charge = refund.chargeReference {
            return try await send(refund, opening: [charge]) { try $0[charge] }
        }
        switch try await session(of: refund.payment) {
        case .object(let session):
            guard let intent = session.paymentIntent?.id else { return .refused(code: "stripe:nothing-paid") }
            return try await send(refund, opening: []) { _ in intent }
        case .missing: return .refused(code: "stripe:resource_missing")
        case .refused(let code): return .refused(code: code)
        case .unreachable: return .unreachable
        }
    }

    private func send(
        _ refund: RefundAttempt, opening fields: [SealedValue], of charge: @Sendable (OpenedFields) throws -> String
    ) async throws -> RefundBeginning {
        let occasion = StripeAPI.Occasion(
            person: refund.payment.person, subject: refund.payment.subject, stating: [.paymentReference])
        let answer: StripeAnswer<StripeRefund> = try await api.post(
            occasion, opening: fields, key: refund.idempotencyKey, path: { _ in "/v1/refunds" },
            form: { StripeForm(refund, charge: try charge($0)) })
        switch answer {
        case .object(let made): return RefundBeginning(made.status)
        // What came before has given it all back: another key was used, or somebody did it in the dashboard.
        case .refused("stripe:charge_already_refunded"): return .refunded
        case .refused(let code): return .refused(code: code)
        case .missing: return .refused(code: "stripe:resource_missing")
        case .unreachable: return .unreachable
        }
    }
}

extension RefundBeginning {
    fileprivate init(_ status: StripeRefund.Status) {
        self =
            switch status {
            case .succeeded: .refunded
            case .pending, .requiresAction: .pending
            case .failed, .canceled: .refused(code: "stripe:refund_\(status.rawValue)")
            }
    }
}

extension StripeForm {
    fileprivate init(_ refund: RefundAttempt, charge: String) {
        add(charge.hasPrefix("pi_") ? "payment_intent" : "charge", charge)
        add("amount", refund.amount.minorUnits)
        let reason =
            switch refund.reason {
            case .requestedByBuyer, .notDelivered: "requested_by_customer"
            case .duplicate: "duplicate"
            case .fraudulent: "fraudulent"
            }
        add("reason", reason)
        add("metadata[reason]", refund.reason.rawValue)
    }
}
