// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Integrations
import Simulators
import TestKit
import Testing
import Values

@Suite("Sending mail")
struct SMTPCourierTests {
    static let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 1, 2, 3, 0xff]

    private func message(
        to recipient: String = "ann@example.com", subject: String = "eSIM Nhật Bản của bạn", identity: String = "mail-1"
    ) -> MailMessage {
        MailMessage(
            to: recipient, subject: subject, text: "Xin chào,\n.một dấu chấm\nLPA:1$smdp$code\n",
            html: "<p>Xin chào</p>\n<img src=\"cid:qr-1\">",
            images: [.init(contentID: "qr-1", fileName: "esim.png", mediaType: "image/png", bytes: Self.png)],
            identity: identity)
    }

    private func courier(_ bench: WorldBench, deadline: Duration = .seconds(10), change: Change = .nothing) async throws
        -> SMTPCourier
    {
        while bench.world.mailPort == nil { await Task.yield() }
        let mail = bench.configuration.mail
        let server = SMTPServer(
            host: "localhost", port: change == .port ? 1 : try #require(bench.world.mailPort), user: mail.user,
            password: change == .password ? "wrong" : mail.password,
            certificateAuthorities: change == .trust ? nil : mail.certificatePath,
            senderName: "Vietnam Connect – hỗ trợ",
            senderAddress: try #require(EmailAddress("support@vietnam-connect.example")))
        return SMTPCourier(server: server, clock: bench.test.clock, deadline: deadline)
    }

    private enum Change { case nothing, port, password, trust }

    private func failure(_ courier: SMTPCourier, _ message: MailMessage) async -> String {
        do {
            _ = try await courier.deliver(.mail(message))
            return "accepted"
        } catch {
            return "\(error)"
        }
    }

    @Test func `a mail arrives with both bodies, its image and its headers`() async throws {
        try await withWorld { bench async throws in
            _ = try await courier(bench).deliver(.mail(message()))

            let mail = try #require(try await bench.controlled("mail").first)
            #expect(mail["from"] as? String == "support@vietnam-connect.example")
            #expect(mail["to"] as? [String] == ["ann@example.com"])
            #expect(mail["subject"] as? String == "eSIM Nhật Bản của bạn")
            #expect(mail["text"] as? String == "Xin chào,\r\n.một dấu chấm\r\nLPA:1$smdp$code\r\n")
            #expect((mail["html"] as? String)?.contains("cid:qr-1") == true)
            let image = try #require((mail["attachments"] as? [[String: Any]])?.first)
            #expect(image["contentId"] as? String == "qr-1")
            #expect(image["inline"] as? Bool == true)
            #expect(image["base64"] as? String == Data(Self.png).base64EncodedString())
            let source = try #require(mail["source"] as? String)
            #expect(source.contains("Date: Sun, 01 Mar 2026 08:00:00 +0000\r\n"))
            #expect(source.contains("Message-ID: <mail-1@vietnam-connect.example>\r\n"))
            #expect(source.contains("Auto-Submitted: auto-generated\r\n"))
            #expect(!source.contains { !$0.isASCII })
        }
    }

    @Test func `several mails go out one after another over one connection`() async throws {
        try await withWorld { bench async throws in
            let courier = try await courier(bench)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...5 {
                    group.addTask { _ = try await courier.deliver(.mail(message(identity: "mail-\(number)"))) }
                }
                try await group.waitForAll()
            }

            #expect(try await bench.controlled("mail").count == 5)
        }
    }

    @Test(arguments: [
        ("plain", "notSent("), ("greylist", "notSent(\"refused for now (451)\")"),
        ("refuse", "notSent(\"the server serves nobody (554)\")"), ("reject", "rejected(\"refused (550)\")"),
        ("drop", "noAnswer("),
    ])
    func `each way a server fails is told apart`(mode: String, expected: String) async throws {
        try await withWorld { bench async throws in
            try await bench.control("scenarios/mail", "{\"mailMode\":\"\(mode)\"}")

            let outcome = await failure(try await courier(bench), message())
            #expect(outcome.hasPrefix(expected), "\(outcome)")
            #expect(try await bench.controlled("mail").isEmpty)
        }
    }

    @Test func `a failure does not spoil the next mail`() async throws {
        try await withWorld { bench async throws in
            let courier = try await courier(bench)
            for mode in ["reject", "drop", "greylist"] {
                try await bench.control("scenarios/mail", "{\"mailMode\":\"\(mode)\"}")
                _ = await failure(courier, message())
                try await bench.control("scenarios/mail", "{\"mailMode\":\"accept\"}")
                #expect(await failure(courier, message(identity: "after-\(mode)")) == "accepted")
            }

            #expect(try await bench.controlled("mail").count == 3)
        }
    }

    @Test func `nothing is sent to a server that is not there, not trusted or does not know us`() async throws {
        try await withWorld { bench async throws in
            for change in [Change.port, .trust, .password] {
                let outcome = await failure(try await courier(bench, change: change), message())
                #expect(outcome.hasPrefix("notSent("), "\(outcome)")
            }
            #expect(try await bench.controlled("mail").isEmpty)
        }
    }

    @Test func `a server that takes too long is given up`() async throws {
        try await withWorld { bench async throws in
            try await bench.control("scenarios/mail", "{\"mailMode\":\"slow\",\"latencyMilliseconds\":2000}")

            let outcome = await failure(try await courier(bench, deadline: .milliseconds(400)), message())
            #expect(outcome.hasPrefix("notSent("), "\(outcome)")
        }
    }

    @Test(arguments: [
        ("ann@example.com", "Hi\r\nBcc: eve@example.com", "mail-1", "line-break-in-header"),
        ("ann@example.com\r\nRCPT TO:<eve@example.com>", "Hi", "mail-1", "bad-address"),
        ("ann", "Hi", "mail-1", "bad-address"), ("ann@example.com", "Hi", "a>\r\nX: y", "bad-identity"),
    ])
    func `nobody writes headers or recipients of their own`(
        recipient: String, subject: String, identity: String, reason: String
    ) async throws {
        try await withWorld { bench async throws in
            let outcome = await failure(
                try await courier(bench), message(to: recipient, subject: subject, identity: identity))

            #expect(outcome == "notSent(\"\(reason)\")")
            #expect(try await bench.controlled("mail").isEmpty)
        }
    }
}
