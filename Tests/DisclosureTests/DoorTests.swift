// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Policy
import TestKit
import Testing
import Values
import Vault

/// The policy is the one Vietnam Connect publishes.
@Suite("The one door out")
struct DoorTests {
    static let email = SealedField(table: "order_buyers", column: "email", number: 901, category: .emailAddress)
    static let code = SealedField(table: "esims", column: "activation_code", number: 902, category: .esimProfile)
    static let address = "minh@example.com"

    @Test func `a declared recipient gets the declared field, and the record says so`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: .stripe, for: .purchase)

            #expect(outcome.refusal == nil)
            #expect(test.courier.deliveries.count == 1)
            let record = try #require(try await test.record().first)
            #expect(record.state == .answered)
            #expect(record.record.recipient == .stripe)
            #expect(record.record.categories == [.emailAddress])
            #expect(record.record.purpose == .purchase)
        }
    }

    @Test func `nobody outside the register receives anything, and the attempt is on record [VC-35]`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: RecipientID("data-broker"), for: .purchase)

            #expect(outcome.refusal == .recipientNotDeclared)
            try await test.expectNothingLeft(because: "recipient-not-declared")
        }
    }

    @Test func `the network partner is refused a field that its entry does not list [VC-37]`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: .esimAccess, for: .purchase)

            #expect(outcome.refusal == .categoryNotDeclared(.emailAddress))
            try await test.expectNothingLeft(because: "category-not-declared:email-address")
        }
    }

    @Test func `the payment processor is refused a field that its entry does not list [VC-36]`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email, test.code], to: .stripe, for: .purchase)

            #expect(outcome.refusal == .categoryNotDeclared(.esimProfile))
            try await test.expectNothingLeft(because: "category-not-declared:esim-profile")
        }
    }

    @Test func `a mailing for a purpose the policy does not declare is refused and logged [VC-34]`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: .mail, for: .marketing)

            #expect(outcome.refusal == .categoryNotDeclared(.emailAddress))
            try await test.expectNothingLeft(because: "category-not-declared:email-address")
            let opening = try await test.vault.open(
                test.email, of: test.person, for: .marketing, as: .system("newsletter"))
            #expect(opening.refusal == .purposeNotDeclared)
        }
    }

    @Test func `what stands plainly in a request is held to the policy like sealed fields`() async throws {
        try await withDoor { test in
            let outcome = try await test.send([], to: .esimAccess, for: .purchase, stating: [.paymentReference])

            #expect(outcome.refusal == .categoryNotDeclared(.paymentReference))
            try await test.expectNothingLeft(because: "category-not-declared:payment-reference")
        }
    }

    @Test(arguments: [
        "http://api.stripe.com/v1", "http://127.0.0.1.example.com/", "http://localhost@example.com/",
        "ftp://127.0.0.1/",
        "http://127.0.0.1@example.com/", "http://example.com/#@127.0.0.1", "http://[::2]/", "", "/v1",
    ])
    func `nothing leaves unprotected for another machine`(url: String) async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: .stripe, for: .purchase, url: url)

            #expect(outcome.refusal == .notProtected)
            try await test.expectNothingLeft(because: "not-protected")
        }
    }

    @Test(arguments: ["https://api.stripe.com/v1", "http://127.0.0.1:8080/v1", "http://world.localhost:8080/stripe"])
    func `TLS and this machine are protected ways`(url: String) async throws {
        try await withDoor { test in
            let outcome = try await test.send([test.email], to: .stripe, for: .purchase, url: url)

            #expect(outcome.refusal == nil)
            #expect(test.courier.deliveries.count == 1)
        }
    }

    @Test func `what waited in a queue is refused when its person was erased meanwhile`() async throws {
        try await withDoor { test in
            try await test.vault.destroyKeys(of: test.person)

            let outcome = try await test.send([test.email], to: .stripe, for: .purchase)

            #expect(outcome.refusal == .vault(.erased))
            try await test.expectNothingLeft(because: "erased")
        }
    }

    @Test func `a builder that reads a field nobody named sends nothing`() async throws {
        try await withDoor { test in
            await #expect(throws: FieldNotNamed.self) {
                _ = try await test.door.send(
                    to: .stripe, for: .purchase, about: test.person, fields: [], as: .system("test")
                ) { fields in
                    .http(HTTPCall(.post, "https://api.stripe.com/" + (try fields[Self.email])))
                }
            }
            #expect(test.courier.deliveries.isEmpty)
        }
    }

    @Test(arguments: [DeliveryFailure.notSent("refused"), .noAnswer("timed-out")])
    func `the record tells what did not leave from what may have arrived`(failure: DeliveryFailure) async throws {
        try await withDoor(courier: RecordingCourier(answering: .failure(failure))) { test in
            _ = try await test.send([test.email], to: .stripe, for: .purchase)

            let state = try #require(try await test.record().first).state
            #expect(state == (failure == .notSent("refused") ? .notSent : .noAnswer))
        }
    }

    @Test func `no evidence holds what was sent`() async throws {
        try await withDoor { test in
            _ = try await test.send([test.email], to: .stripe, for: .purchase)

            let evidence = try await test.evidence()
            #expect(!evidence.isEmpty)
            #expect(!evidence.contains { $0.contains("minh") || $0.contains("example.com") })
        }
    }
}
