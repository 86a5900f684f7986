// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Rights
import Testing
import Values

@Suite("Asking what is held about me")
struct AskAboutMyDataTests {
    @Test func `a known address gets one link that opens its request`() async throws {
        try await withRights { test in
            let person = try await test.buyer()

            try await test.ask("An.Nguyen@EXAMPLE.com", language: .vietnamese)
            try await test.work()

            let mail = try #require(test.courier.mails.first)
            #expect(test.courier.mails.count == 1)
            #expect(mail.recipient == TestRights.email)
            #expect(mail.text.hasPrefix("https://shop.test/vi/my-data/"))
            let request = try #require(try await test.rights.request(try test.token()))
            #expect(request.people == [person])
            #expect(request.state == .verified)
        }
    }

    @Test(arguments: [true, false])
    func `asking writes the same rows for a known and an unknown address`(isKnown: Bool) async throws {
        try await withRights { test in
            if isKnown { try await test.buyer() }

            try await test.ask()

            #expect(try await test.count("rights_requests") == 1)
            #expect(try await test.count("rights_request_people") == 1)
            #expect(try await test.count("jobs") == 1)
            #expect(try await test.count("disclosures") == 0)
            #expect(test.courier.mails.isEmpty)
        }
    }

    @Test func `nothing stays of a request for an unknown address`() async throws {
        try await withRights { test in
            try await test.ask()

            try await test.work()

            #expect(test.courier.mails.isEmpty)
            #expect(try await test.count("rights_requests") == 0)
            #expect(try await test.count("rights_request_people") == 0)
            #expect(try await test.count("disclosures") == 0)
        }
    }

    @Test func `a mail server that is down gets the same link later`() async throws {
        try await withRights { test in
            try await test.buyer()
            test.courier.goDown()
            try await test.ask()
            try await test.work()
            try await test.work(after: .seconds(60))
            #expect(test.courier.mails.isEmpty)

            test.courier.comeBack()
            try await test.work(after: .hours(1))

            #expect(test.courier.mails.count == 1)
            #expect(try await test.rights.request(try test.token()) != nil)
        }
    }

    @Test func `a mail server that stays down until the link is over loses us the mail`() async throws {
        try await withRights { test in
            try await test.buyer()
            test.courier.goDown()
            try await test.ask()
            try await test.work()

            test.courier.comeBack()
            try await test.work(after: RightsToken.lifetime)

            #expect(test.courier.mails.isEmpty)
        }
    }

    @Test func `an address the mail server refuses for good is not tried again`() async throws {
        try await withRights { test in
            try await test.buyer()
            test.courier.goDown(.rejected("550"))
            try await test.ask()
            try await test.work()

            test.courier.comeBack()
            try await test.work(after: .hours(2))

            #expect(test.courier.mails.isEmpty)
        }
    }

    @Test func `whoever keeps asking gets three mails a day`() async throws {
        try await withRights { test in
            try await test.buyer()
            for _ in 1...5 {
                test.clock.advance(by: .seconds(1))
                try await test.ask()
            }

            try await test.work()
            #expect(test.courier.mails.count == 3)
            #expect(try await test.count("rights_requests") == 3)

            test.clock.advance(by: .days(1))
            try await test.ask()
            try await test.work()
            #expect(test.courier.mails.count == 4)
        }
    }

    @Test func `each guest checkout under an address is part of the request`() async throws {
        try await withRights { test in
            let people = [try await test.buyer(), try await test.buyer()]
            try await test.buyer("somebody.else@example.com")

            try await test.ask()
            try await test.work()

            #expect(test.courier.mails.count == 1)
            let request = try #require(try await test.rights.request(try test.token()))
            #expect(Set(request.people) == Set(people))
        }
    }

    @Test func `a link opens nothing once its time is over, and an altered one never`() async throws {
        try await withRights { test in
            try await test.buyer()
            try await test.ask()
            try await test.work()
            let token = try test.token()
            let altered = (token.text.first == "A" ? "B" : "A") + token.text.dropFirst()

            #expect(try await test.rights.request(try #require(RightsToken(altered))) == nil)
            test.clock.advance(by: RightsToken.lifetime)
            #expect(try await test.rights.request(token) == nil)
        }
    }
}
