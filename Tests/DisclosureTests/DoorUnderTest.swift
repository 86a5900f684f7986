// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Policy
import Storage
import TestKit
import Testing
import Values
import Vault

/// A door with a courier that records, and one person with an address and an activation code.
struct DoorUnderTest {
    let door: Door
    let vault: Vault
    let data: any Database
    let courier: RecordingCourier
    let person: PersonID
    let email: SealedValue
    let code: SealedValue

    func send(
        _ fields: [SealedValue], to recipient: RecipientID, for purpose: Purpose,
        stating plain: Set<Category> = [],
        url: String = "https://api.example.com/v1"
    ) async throws -> DisclosureOutcome {
        let names = fields.map(\.field)
        return try await door.send(
            to: recipient, for: purpose, about: person, fields: fields, stating: plain, as: .system("test")
        ) { opened in
            .http(HTTPCall(.post, url, body: try names.flatMap { [UInt8]((try opened[$0]).utf8) }))
        }
    }

    func record() async throws -> [ConcludedDisclosure] {
        try await data.read { try DisclosureQueries.about(person, in: $0) }
    }

    /// Nothing reached the courier, the attempt is on record with its reason, and the evidence log has an entry.
    func expectNothingLeft(because reason: String, sourceLocation: SourceLocation = #_sourceLocation) async throws {
        #expect(courier.deliveries.isEmpty, sourceLocation: sourceLocation)
        let entry = try #require(try await record().first, sourceLocation: sourceLocation)
        #expect(entry.state == .refused, sourceLocation: sourceLocation)
        #expect(entry.reason == reason, sourceLocation: sourceLocation)
        let evidence = try await evidence()
        #expect(evidence.contains { $0.contains("refused") }, "\(evidence)", sourceLocation: sourceLocation)
    }

    func evidence() async throws -> [String] {
        try await data.read { session in
            try session.query("SELECT body FROM audit_entries WHERE log = 'evidence' LIMIT 100") { try $0[0] as String }
        }
    }
}

func withDoor(
    courier: RecordingCourier = RecordingCourier(), _ body: (DoorUnderTest) async throws -> Void
) async throws {
    try await withTemporaryVault(policy: .committed()) { test in
        let sealer = try await test.vault.enrol()
        let row = ID<String>.random()
        let email = try sealer.seal(DoorTests.address, in: DoorTests.email, row: row)
        let code = try sealer.seal("LPA:1$rsp.example.com$QR-0815", in: DoorTests.code, row: row)
        try await body(
            DoorUnderTest(
                door: Door(data: test.data, vault: test.vault, courier: courier, clock: test.clock),
                vault: test.vault, data: test.data, courier: courier, person: sealer.person,
                email: SealedValue(email, in: DoorTests.email, row: row.bytes),
                code: SealedValue(code, in: DoorTests.code, row: row.bytes)))
    }
}

extension DisclosureOutcome {
    var refusal: DisclosureRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}

extension Opening {
    var refusal: VaultRefusal? {
        if case .refused(let refusal) = self { refusal } else { nil }
    }
}
