// SPDX-License-Identifier: Apache-2.0

import Commerce
import Policy
import Synchronization
import Testing
import Values
import Vault

/// A supplier that answers what it was told to, in turn, and reports every call nobody expected.
final class FakeSupplier: Fulfiller, SupplierAccount {
    struct Script {
        var orderings: [SupplyOrdering] = []
        var readings: [ProfilesReading] = []
        var changes: [ProfileChange] = []
        var orders: [SupplyOrder] = []
        var topUps: [TopUpSupply] = []
        var calls: [String] = []
        var findings: [SupplyFinding] = []
        var balance: Int64?
        var records: [SupplierRecord]? = []
    }

    let recipient: RecipientID
    let repeatsSafely: Bool
    let canSuspend = true
    private let script = Mutex(Script())

    init(_ name: String = "esim-access", repeatsSafely: Bool = true) {
        recipient = RecipientID(name)
        self.repeatsSafely = repeatsSafely
    }

    func willAccept(_ reference: String = "B26030100001") {
        script.withLock { $0.orderings.append(.accepted(reference: reference)) }
    }

    func willAnswer(_ ordering: SupplyOrdering) { script.withLock { $0.orderings.append(ordering) } }
    func willSay(_ reading: ProfilesReading) { script.withLock { $0.readings.append(reading) } }
    func willFind(_ finding: SupplyFinding) { script.withLock { $0.findings.append(finding) } }
    func willHave(_ balance: Int64?) { script.withLock { $0.balance = balance } }
    func willList(_ records: [SupplierRecord]?) { script.withLock { $0.records = records } }
    func willChange(_ change: ProfileChange) { script.withLock { $0.changes.append(change) } }

    func willHaveProfiles(count: Int = 1, used: Int64 = 0, state: EsimState = .ready) {
        willSay(.profiles((1...count).map { Self.profile($0, used: used, state: state) }))
    }

    static func profile(_ number: Int, used: Int64 = 0, state: EsimState = .ready) -> SuppliedProfile {
        SuppliedProfile(
            id: "26030100\(number)", iccid: "894310800000000000\(number)",
            activationCode: "LPA:1$rsp.supplier.test$CODE-\(number)",
            status: EsimStatus(
                state: state, totalBytes: 5 * DataVolume.bytesPerGigabyte, usedBytes: used, expiresAt: nil))
    }

    var orders: [SupplyOrder] { script.withLock { $0.orders } }
    var topUps: [TopUpSupply] { script.withLock { $0.topUps } }
    /// Suspensions, resumptions and cancellations, in order.
    var calls: [String] { script.withLock { $0.calls } }

    func order(_ order: SupplyOrder) async throws -> SupplyOrdering {
        let answer = script.withLock { script in
            script.orders.append(order)
            return script.orderings.isEmpty ? nil : script.orderings.removeFirst()
        }
        return answer ?? unexpected("order", .unclear)
    }

    func find(_ supply: SupplyHandle) async throws -> SupplyFinding {
        let answer = script.withLock { $0.findings.isEmpty ? nil : $0.findings.removeFirst() }
        return answer ?? unexpected("find", .unreachable)
    }

    func balance() async throws -> Int64? { script.withLock { $0.balance } }
    func orders(since _: Instant) async throws -> [SupplierRecord]? { script.withLock { $0.records } }

    func profiles(of supply: SupplyHandle) async throws -> ProfilesReading {
        let answer = script.withLock { $0.readings.isEmpty ? nil : $0.readings.removeFirst() }
        return answer ?? unexpected("profiles", .unreachable)
    }

    func topUp(_ topUp: TopUpSupply) async throws -> ProfileChange {
        script.withLock { $0.topUps.append(topUp) }
        return change("top-up")
    }

    func suspend(_ profile: ProfileHandle) async throws -> ProfileChange { change("suspend") }
    func resume(_ profile: ProfileHandle) async throws -> ProfileChange { change("resume") }
    func cancel(_ profile: ProfileHandle) async throws -> ProfileChange { change("cancel") }
    func forget(_ profile: ProfileHandle) async throws -> Forgetting { .forgotten }

    private func change(_ call: String) -> ProfileChange {
        let answer = script.withLock { script in
            script.calls.append(call)
            return script.changes.isEmpty ? nil : script.changes.removeFirst()
        }
        return answer ?? unexpected(call, .unreachable)
    }

    private func unexpected<Answer>(_ call: String, _ answer: Answer) -> Answer {
        Issue.record("the supplier was not expected to be asked: \(call)")
        return answer
    }
}
