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
        case .object(let made):
            let told = made.told
            return told.state == .failed ? .refused(code: told.problem ?? "stripe:failed") : .told(told)
        // What came before has given it all back: another key was used, or somebody did it in the dashboard.
        case .refused("stripe:charge_already_refunded"): return .refunded
        case .refused(let code): return .refused(code: code)
        case .missing: return .refused(code: "stripe:resource_missing")
        case .unreachable: return .unreachable
        }
    }
}

extension StripePayments {
    /// By its name, or, when no answer told one, among the payment's refunds by our id in its metadata.
    package func state(of refund: RefundHandle) async throws -> RefundReading {
        let occasion = StripeAPI.Occasion(
            person: refund.payment.person, subject: refund.payment.subject, stating: [.paymentReference])
        if let reference = refund.reference {
            let answer: StripeAnswer<StripeRefund> = try await api.get(occasion, opening: [reference]) { opened in
                "/v1/refunds/\(StripeForm.pathPart(try opened[reference]))"
            }
            return reading(answer) { $0 }
        }
        guard let charge = refund.chargeReference else { return .unknown }
        let answer: StripeAnswer<StripeRefundList> = try await api.get(occasion, opening: [charge]) { opened in
            let id = try opened[charge]
            let kind = id.hasPrefix("pi_") ? "payment_intent" : "charge"
            return "/v1/refunds?\(kind)=\(StripeForm.pathPart(id))&limit=100"
        }
        return reading(answer) { list in list.data.first { $0.told.id == refund.id } }
    }

    private func reading<Object>(
        _ answer: StripeAnswer<Object>, _ refund: (Object) -> StripeRefund?
    ) -> RefundReading {
        switch answer {
        case .object(let object): refund(object).map { .told($0.told) } ?? .unknown
        case .missing: .unknown
        case .refused(let code): .refused(code: code)
        case .unreachable: .unreachable
        }
    }
}

private struct StripeRefundList: Decodable {
    let data: [StripeRefund]
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
        if let id = refund.id { add("metadata[refund]", "\(id)") }
    }
}
