// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import TestKit
import Testing
import Values

@testable import Simulators

@Suite("The mail server on its port", .timeLimit(.minutes(10)))
struct MailServerTests {
    private static let login = "AUTH PLAIN " + Data("\0sampan\0world-mail-password".utf8).base64EncodedString()

    /// Runs a server on a free port while `body` talks to it.
    private func serving(
        _ scenarios: Scenarios = Scenarios(), _ body: @escaping @Sendable (MailServer, Int) async throws -> Void
    ) async throws {
        var configuration = WorldConfiguration.Mail()
        configuration.port = 0
        let server = try MailServer(
            configuration: configuration, clock: SystemWallClock(), scenarios: scenarios, recorder: CallRecorder(),
            logger: Logger(label: "test mail"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            try await eventually { server.port != nil }
            try await body(server, server.port ?? 0)
            group.cancelAll()
        }
    }

    /// Says each line after the answer to the one before; the code of each answer.
    private func say(_ lines: [String], _ client: MailClient, _ replies: inout MailClient.Replies) async throws
        -> [String]
    {
        var codes: [String] = []
        for line in lines {
            try await client.write(line + "\r\n")
            codes.append(String(try await replies.next()?.prefix(3) ?? "end"))
        }
        return codes
    }

    @Test func `a mail goes through TLS by the one certificate, with dots restored`() async throws {
        try await serving { server, port in
            try await MailClient.connected(to: port) { client in
                var replies = client.conversation()
                #expect(try await replies.next()?.hasPrefix("220") == true)
                #expect(try await say(["EHLO shop", "STARTTLS"], client, &replies) == ["250", "220"])
                try await client.secure(trusting: server.certificate.pem)
                let codes = try await say(
                    [
                        "EHLO shop", Self.login, "MAIL FROM:<a@b.cc>", "RCPT TO:<an@example.com>", "DATA",
                        "Subject: Hi\r\n\r\n..dot\r\n.\r\nNOOP",
                    ], client, &replies)
                #expect(codes == ["250", "235", "250", "250", "354", "250"])
            }
            let mail = try #require(server.mailbox.all(to: "an@example.com").first)
            #expect(mail.subject == "Hi")
            #expect(mail.plain == ".dot\r\n")
        }
    }

    @Test func `what is sent ahead of TLS in clear is thrown away`() async throws {
        try await serving { server, port in
            try await MailClient.connected(to: port) { client in
                var replies = client.conversation()
                _ = try await replies.next()
                try await client.write("EHLO shop\r\nNOOP\r\nSTARTTLS\r\nMAIL FROM:<evil@b.cc>\r\n")
                var codes: [String] = []
                for _ in 0..<3 { codes.append(String(try await replies.next()?.prefix(3) ?? "end")) }
                #expect(codes == ["250", "250", "220"])
                try await client.secure(trusting: server.certificate.pem)
                #expect(try await say(["NOOP", "EHLO shop"], client, &replies) == ["250", "250"])
            }
        }
    }

    @Test(arguments: [("greylist", "451"), ("reject", "550")])
    func `a server told to refuse does so at the recipient`(mode: String, code: String) async throws {
        let scenarios = Scenarios()
        scenarios[.mail].mailMode = mode
        try await serving(scenarios) { server, port in
            try await MailClient.connected(to: port) { client in
                var replies = client.conversation()
                _ = try await replies.next()
                _ = try await say(["EHLO shop", "STARTTLS"], client, &replies)
                try await client.secure(trusting: server.certificate.pem)
                let codes = try await say(
                    ["EHLO shop", Self.login, "MAIL FROM:<a@b.cc>", "RCPT TO:<an@example.com>"], client, &replies)
                #expect(codes.last == code)
            }
            #expect(server.mailbox.all().isEmpty)
        }
    }

    @Test(arguments: [("drop", 0, 0), ("accept", 1, 1)])
    func `a server may hang up without a word, having kept the mail or not`(
        mode: String, loses: Int, kept: Int
    ) async throws {
        let scenarios = Scenarios()
        scenarios[.mail].mailMode = mode
        scenarios[.mail].loseAnswers = loses
        try await serving(scenarios) { server, port in
            try await MailClient.connected(to: port) { client in
                var replies = client.conversation()
                _ = try await replies.next()
                _ = try await say(["EHLO shop", "STARTTLS"], client, &replies)
                try await client.secure(trusting: server.certificate.pem)
                let codes = try await say(
                    [
                        "EHLO shop", Self.login, "MAIL FROM:<a@b.cc>", "RCPT TO:<an@example.com>", "DATA",
                        "Subject: x\r\n\r\nx\r\n.",
                    ], client, &replies)
                #expect(codes.last == "end")
            }
            #expect(server.mailbox.all().count == kept)
        }
    }

    @Test func `a line that ends without CR is no end of a message`() async throws {
        try await serving { server, port in
            try await MailClient.connected(to: port) { client in
                var replies = client.conversation()
                _ = try await replies.next()
                _ = try await say(["EHLO shop", "STARTTLS"], client, &replies)
                try await client.secure(trusting: server.certificate.pem)
                let codes = try await say(
                    [
                        "EHLO shop", Self.login, "MAIL FROM:<a@b.cc>", "RCPT TO:<an@example.com>", "DATA",
                        "Subject: x\r\n\r\nx\n.\nMAIL FROM:<evil@b.cc>\r\n.",
                    ], client, &replies)
                #expect(codes.last == "550")
            }
            #expect(server.mailbox.all().isEmpty)
        }
    }
}
