// SPDX-License-Identifier: Apache-2.0

import Commerce
import Disclosure
import Policy
import Testing
import Values
import Vault

@Suite("Mails of an order")
struct OrderMailTests {
    @Test func `a mail server that is down gets the mail later, once and under the same identity`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAccept()
            test.courier.willFail(.notSent("refused"))
            try await test.work()
            #expect(test.courier.mails.isEmpty)
            test.supplier.willSay(.allocating)

            try await test.work(after: .seconds(21))

            let mail = try #require(test.courier.mails.first)
            #expect(test.courier.mails.count == 1)
            #expect(mail.identity == "confirmation-1.\(order.id)")
        }
    }

    @Test func `an address nobody has is put before a person and not tried again`() async throws {
        try await withShop { test in
            let order = try await test.place()
            try await test.pay(order)
            test.supplier.willAccept()
            test.courier.willFail(.rejected("550"))

            try await test.work()

            #expect(try await test.openAttentions().map(\.reason) == [.mailFailed])
            #expect(try await test.staffOrder(order.id)?.mails.map(\.state) == [.failed])
        }
    }

    @Test func `staff can have the activation sent again, as a further copy`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            #expect(try await test.shop.resendMail(.activation, of: order.id, as: .editor) == .forbidden)
            #expect(try await test.shop.resendMail(.activation, of: order.id, as: .support) == .queued)
            #expect(try await test.shop.resendMail(.activation, of: order.id, as: .support) == .already)
            try await test.work()

            #expect(test.courier.mails.map(\.subject) == ["confirmation", "activation", "activation"])
            #expect(Set(test.courier.mails.map(\.identity)).count == 3)
            #expect(try await test.shop.resendMail(.refunded, of: order.id, as: .support) == .nothingToResend)
        }
    }

    @Test func `every mail stands in the disclosure record of the order`() async throws {
        try await withShop { test in
            let order = try await test.deliver()

            let disclosures = try #require(try await test.staffOrder(order.id)).disclosures

            #expect(disclosures.map(\.record.recipient.name) == ["mail", "mail"])
            #expect(disclosures.last?.record.categories == [.emailAddress, .order, .esimProfile])
        }
    }

    @Test func `a failed payment mails nothing`() async throws {
        try await withShop { test in
            let order = try await test.place()
            test.processor.willBegin()
            try await test.begin(order)
            let failed = PaymentReport(event: "f", reference: "cs_1", orderNumber: order.number, state: .failed)

            #expect(try await test.shop.settlePayment(failed) == .unchanged(.awaitingPayment))
            try await test.work()

            #expect(test.courier.mails.isEmpty)
        }
    }
}
