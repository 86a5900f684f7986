// SPDX-License-Identifier: Apache-2.0

import Policy
import TestKit
import Testing

@Suite("What vault and door ask the policy")
struct GateTests {
    let policy: Policy

    init() throws { policy = try .committed() }

    @Test func `every answer is that of the declarations, for every pair`() {
        let collected = Set(policy.declarations.categories.map(\.id))
        for purpose in Purpose.allCases {
            let declared = policy.declarations.purposes.first { $0.id == purpose }
            #expect(policy.basis(of: purpose) == declared?.basis)
            #expect(policy.needsConsent(purpose) == (declared?.basis == .consent))
            for category in Category.allCases {
                let isDeclared = declared?.categories.contains(category) == true && collected.contains(category)
                #expect(policy.declares(purpose, for: category) == isDeclared)
                #expect(policy.roles(mayOpen: category, for: purpose) == (isDeclared ? declared?.roles : []))
            }
        }
    }

    @Test func `nothing is declared for marketing, so nobody opens anything for it`() {
        for category in Category.allCases {
            #expect(!policy.declares(.marketing, for: category))
            #expect(policy.roles(mayOpen: category, for: .marketing).isEmpty)
        }
        #expect(policy.basis(of: .marketing) == nil)
    }

    @Test func `a support agent opens a buyer's address and a catalogue editor does not`() {
        let roles = policy.roles(mayOpen: .emailAddress, for: .support)

        #expect(roles == [.owner, .supportAgent])
    }

    @Test func `the eSIM supplier gets the order and nothing else`() {
        for purpose in Purpose.allCases {
            #expect(policy.categories(sentTo: .esimAccess, for: purpose).subtracting([.order]).isEmpty)
        }
        #expect(policy.categories(sentTo: .esimAccess, for: .purchase) == [.order])
    }

    @Test func `the gateway gets what the transaction needs`() {
        #expect(
            policy.categories(sentTo: .stripe, for: .purchase) == [.emailAddress, .order, .paymentReference])
        #expect(policy.categories(sentTo: .stripe, for: .support).isEmpty)
    }

    @Test func `a recipient that is not declared does not exist and gets nothing`() {
        let stranger = RecipientID("data-broker")

        #expect(policy.recipient(stranger) == nil)
        #expect(policy.categories(sentTo: stranger, for: .support).isEmpty)
    }

    @Test func `what is not declared is kept no time at all`() throws {
        let small = try SmallPolicy.policy()

        #expect(small.retention(of: .staffAccount).period == .span(CalendarSpan()))
        #expect(small.retention(of: .esimUsage).period == .yearEnd(years: 10))
        #expect(small.retention(of: .esimUsage).isHold)
        #expect(!small.retention(of: .order).isHold)
    }

    @Test func `a purpose on consent needs it, and only that one`() throws {
        let policy = try Policy.forTests()

        #expect(policy.needsConsent(.marketing))
        #expect(!policy.needsConsent(.purchase))
    }

    @Test func `numbers of categories and bits of purposes are permanent and each used once, bits without a gap`() {
        #expect(Set(Category.allCases.map(\.number)).count == Category.allCases.count)
        #expect(Purpose.allCases.map(\.number).sorted() == Array(Purpose.allCases.indices))
        #expect(Purpose.purchase.bit == 1)
        #expect(Purpose.marketing.bit == 128)
        #expect(Category.staffAccount.number == 8)
    }

    @Test func `a look-up takes well under a microsecond`() {
        let clock = ContinuousClock()
        var found = 0

        let taken = clock.measure {
            for _ in 0..<100_000 where policy.declares(.support, for: .emailAddress) { found += 1 }
        }

        #expect(found == 100_000)
        #expect(taken < .seconds(1), "ten times what even a debug build on a busy machine needs")
    }
}
