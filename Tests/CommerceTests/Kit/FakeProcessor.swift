// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Synchronization
import Testing
import Values
import Vault

/// A gateway that answers what it was told to, in turn, and reports every call nobody expected.
final class FakeProcessor: PaymentProcessor {
    struct Script {
        var beginnings: [@Sendable (PaymentAttempt) -> PaymentBeginning] = []
        var readings: [PaymentReading] = []
        var refunds: [RefundBeginning] = []
        var refundReadings: [RefundReading] = []
        var attempts: [PaymentAttempt] = []
        var refundAttempts: [RefundAttempt] = []
        var asked = 0
        var reports: PaymentReports?
    }

    let recipient = RecipientID("stripe")
    let method = PaymentMethod.card
    let currencies = Set(Currency.allCases)
    let script = Mutex(Script())

    /// Opens a page; the same idempotency key gives the same session, as a gateway does.
    func willBegin() {
        script.withLock { script in
            script.beginnings.append { [self] attempt in
                let keys = self.script.withLock { $0.attempts.map(\.idempotencyKey) }
                let known = keys.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
                let number = (known.firstIndex(of: attempt.idempotencyKey) ?? 0) + 1
                return .redirect(
                    url: "https://gateway.test/pay/cs_\(number)", reference: "cs_\(number)",
                    expiresAt: attempt.expiresAt)
            }
        }
    }

    func willBegin(_ beginning: PaymentBeginning) { script.withLock { $0.beginnings.append { _ in beginning } } }
    func willSay(_ reading: PaymentReading) { script.withLock { $0.readings.append(reading) } }
    func willReport(_ reports: PaymentReports) { script.withLock { $0.reports = reports } }
    func willRefund(_ beginning: RefundBeginning) { script.withLock { $0.refunds.append(beginning) } }

    func willSayOfRefund(_ reading: RefundReading) { script.withLock { $0.refundReadings.append(reading) } }

    var attempts: [PaymentAttempt] { script.withLock { $0.attempts } }
    var refundAttempts: [RefundAttempt] { script.withLock { $0.refundAttempts } }
    var asked: Int { script.withLock { $0.asked } }

    func begin(_ attempt: PaymentAttempt) async throws -> PaymentBeginning {
        let answer = script.withLock { script in
            script.attempts.append(attempt)
            return script.beginnings.isEmpty ? nil : script.beginnings.removeFirst()
        }
        guard let answer else { return unexpected("begin", .unreachable) }
        return answer(attempt)
    }

    func reports(since moment: Instant) async throws -> PaymentReports {
        script.withLock { $0.reports } ?? unexpected("reports", .unreachable)
    }

    func state(of payment: PaymentHandle) async throws -> PaymentReading {
        let answer = script.withLock { script in
            script.asked += 1
            return script.readings.isEmpty ? nil : script.readings.removeFirst()
        }
        return answer ?? unexpected("state", .unreachable)
    }

    func refund(_ refund: RefundAttempt) async throws -> RefundBeginning {
        let answer = script.withLock { script in
            script.refundAttempts.append(refund)
            return script.refunds.isEmpty ? nil : script.refunds.removeFirst()
        }
        return answer ?? unexpected("refund", .unreachable)
    }

    func state(of refund: RefundHandle) async throws -> RefundReading {
        let answer = script.withLock { $0.refundReadings.isEmpty ? nil : $0.refundReadings.removeFirst() }
        return answer ?? unexpected("state of a refund", .unreachable)
    }

    func forget(_ payment: PaymentHandle) async throws -> Forgetting { .keeps(code: "payment-records") }

    private func unexpected<Answer>(_ call: String, _ answer: Answer) -> Answer {
        Issue.record("the gateway was not expected to be asked: \(call)")
        return answer
    }
}
