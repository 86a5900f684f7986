// SPDX-License-Identifier: Apache-2.0

import Audit
import Disclosure
import Jobs
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

@testable import Rights

@Suite("Erasing a person while the power fails", .timeLimit(.minutes(10)))
struct ErasurePowerCutTests {
    static let register = Register(
        rightsTables + disclosureTables + mechanismTables + [
            RegisteredTable(
                "buyers", key: "person_id", label: "register.buyers", onErasure: .delete,
                columns: [.person("person_id"), .sealed(TestRights.address)])
        ])

    @Test func `an erasure has not begun, or ends with everybody told and nothing readable`() async throws {
        let steps = try await withPowerCutAtEveryStep(register: Self.register) { stores in
            try await Self.prepare(in: stores)
        } operation: { stores, request, _ in
            let workflow = Workflow(on: stores)
            _ = try await workflow.erase(request)
            try await workflow.carryOut(request)
        } afterwards: { stores, request, power in
            let workflow = Workflow(on: stores)
            let person = try #require(request.people.first)
            let begun = try await stores.count("erasure_cases") == 1
            if !begun {
                #expect(try await stores.vault.exists(person), "nothing happened, so nothing is lost")
                _ = try await workflow.erase(request)
            }
            try await workflow.carryOut(request)

            #expect(try await !stores.vault.exists(person))
            #expect(try stores.vault.ledger.isErased(person))
            #expect(try await stores.vault.people(.guestEmail, TestRights.email).isEmpty)
            #expect(try await stores.count("buyers") == 0)
            let rows = try await stores.data.read { try Self.register.rows(about: person, in: $0) }
            #expect(rows.isEmpty, "\(rows)")
            let states: [Int] = try await stores.data.read { session in
                try session.query("SELECT state FROM erasure_cases UNION ALL SELECT state FROM erasure_notices") {
                    try $0[0]
                }
            }
            #expect(states == [ErasureCase.State.closed.rawValue, ErasureNotice.State.told.rawValue])
            let completed = try await stores.data.read {
                try AuditQueries.countOfEntries(CarryOutErasure.completed, $0)
            }
            #expect(completed == 1, "one entry, however often it was begun")
            try await stores.expectNoLooseEnds()
            #expect(try await stores.enrolled().isEmpty, "the case's own key is gone too")
        }
        #expect(steps > 10)
    }

    /// A buyer whose request is proven.
    private static func prepare(in stores: TwoStores) async throws -> RightsRequest {
        let sealer = try await stores.vault.enrol(findableBy: [(.guestEmail, TestRights.email)])
        let sealed = try sealer.seal(TestRights.email, in: TestRights.address, row: sealer.person)
        let request = RightsRequest(
            id: .timeOrdered(at: stores.clock.now()), language: .english, state: .verified,
            askedAt: stores.clock.now(), verifiedAt: stores.clock.now(), dueAt: stores.clock.now() + .days(20),
            concludedAt: nil, receipt: nil, people: [sealer.person])
        try await stores.data.write { session in
            try session.execute("INSERT INTO buyers (person_id, email) VALUES ($1, $2)", sealer.person, sealed)
            try RightsRequestQueries.insert(request, digest: [1, 2, 3], in: session)
        }
        return request
    }
}

/// The erasure workflow of one process, with a recipient who answers at once.
private struct Workflow {
    let stores: TwoStores
    let erase: EraseEverything
    private let carrying: CarryOutErasure

    init(on stores: TwoStores) {
        self.stores = stores
        erase = EraseEverything(
            data: stores.data, vault: stores.vault, holders: [BuyersOnDisk(data: stores.data)], clock: stores.clock)
        carrying = CarryOutErasure(
            data: stores.data, vault: stores.vault,
            door: Door(data: stores.data, vault: stores.vault, courier: FakeMailServer(), clock: stores.clock),
            erase: erase, notifier: EverybodyForgets(), mailer: PlainRightsMailer(), prove: { _ in "proof" },
            clock: stores.clock)
    }

    func carryOut(_ request: RightsRequest) async throws {
        let found = try await stores.data.read { try ErasureQueries.find(of: request.id, in: $0) }
        #expect(try await carrying(try #require(found).id) == .done)
    }
}

private struct EverybodyForgets: ErasureNotifier {
    func tell(_ notice: ErasureTelling) async throws -> NoticeOutcome { .told(answer: "forgotten") }
}

private struct BuyersOnDisk: HolderOfPersonalData {
    let data: any Database

    func address(of person: PersonID) async throws -> SealedValue? {
        let sealed: Sealed? = try await data.read {
            try $0.first("SELECT email FROM buyers WHERE person_id = $1", person) { try $0[0] }
        }
        return sealed.map { SealedValue($0, in: TestRights.address, row: person.bytes) }
    }

    func handles(of person: PersonID) async throws -> [RecipientHandle] {
        [RecipientHandle(recipient: RecipientID("stripe"), kind: "payment", value: .plain("cs_1"))]
    }

    func holdings(of person: PersonID) async throws -> [Holding] { [] }
}

extension AuditQueries {
    /// How many entries of a type there are.
    fileprivate static func countOfEntries(_ type: AuditType, _ session: any SQLSession) throws -> Int {
        try session.query("SELECT body FROM audit_entries") { try $0[0] as String }
            .compactMap(AuditStatement.init(canonicalText:)).filter { $0.type == type }.count
    }
}
