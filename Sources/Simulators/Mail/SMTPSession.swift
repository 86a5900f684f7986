// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One conversation with a mail client, as rules without a socket (RFC 5321, 3207, 4954, 1870, 2920).
///
/// Strict where real servers are: no mail before STARTTLS and AUTH, commands end with CRLF, one step after the other.
struct SMTPSession: Sendable {
    enum Effect: Hashable, Sendable {
        case reply(String)
        /// Say this, then speak TLS; whatever was sent ahead in clear is thrown away.
        case startTLS(String)
        /// Read on to the lone dot.
        case collectMessage
        case close
    }

    static let hostName = "mail.world.localhost"
    static let maximumSize = 10 * 1024 * 1024

    private enum Login: Sendable { case plain, user, password(String) }

    let user: String
    let password: String
    var offersTLS = true
    /// What `RCPT` is answered instead of 250.
    var recipientRefusal: String?

    private(set) var isSecure = false
    private var greeted = false
    private var isAuthenticated = false
    private var login: Login?
    private(set) var sender: String?
    private(set) var recipients: [String] = []

    init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    static let greeting = "220 \(hostName) ESMTP Sampan World"

    mutating func take(_ line: String) -> [Effect] {
        if let login { return [.reply(answer(line, to: login))] }
        guard line.utf8.count <= 2_048 else { return [.reply("500 5.5.2 Line too long")] }
        let verb = line.prefix { $0 != " " }.uppercased()
        let rest = String(line.dropFirst(verb.count)).trimmingCharacters(in: .whitespaces)
        switch verb {
        case "EHLO", "HELO": return [.reply(greet(rest, extended: verb == "EHLO"))]
        case "STARTTLS": return [startTLS(rest)]
        case "AUTH": return [.reply(beginLogin(rest))]
        case "MAIL": return [.reply(mail(rest))]
        case "RCPT": return [.reply(recipient(rest))]
        case "DATA": return data()
        case "RSET":
            forgetMessage()
            return [.reply("250 2.0.0 Flushed")]
        case "NOOP": return [.reply("250 2.0.0 Well")]
        case "VRFY": return [.reply("252 2.5.0 Send it and see")]
        case "QUIT": return [.reply("221 2.0.0 Goodbye"), .close]
        case "": return [.reply("500 5.5.2 Nothing said")]
        default: return [.reply("502 5.5.1 Command not known")]
        }
    }

    /// TLS is up: the client starts afresh (RFC 3207 §4.2).
    mutating func secured() {
        self = SMTPSession(user: user, password: password, offersTLS: offersTLS, recipientRefusal: recipientRefusal)
        isSecure = true
    }

    mutating func forgetMessage() {
        sender = nil
        recipients = []
    }

    private init(user: String, password: String, offersTLS: Bool, recipientRefusal: String?) {
        self.init(user: user, password: password)
        self.offersTLS = offersTLS
        self.recipientRefusal = recipientRefusal
    }

    private mutating func greet(_ name: String, extended: Bool) -> String {
        guard !name.isEmpty else { return "501 5.5.4 Say who you are" }
        greeted = true
        forgetMessage()
        guard extended else { return "250 \(Self.hostName)" }
        var offers = ["PIPELINING", "SIZE \(Self.maximumSize)", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES"]
        if !isSecure, offersTLS { offers.append("STARTTLS") }
        if isSecure { offers.append("AUTH PLAIN LOGIN") }
        let lines = [Self.hostName] + offers
        return lines.indices.map { "250\($0 == lines.count - 1 ? " " : "-")\(lines[$0])" }.joined(separator: "\r\n")
    }

    private func startTLS(_ rest: String) -> Effect {
        guard offersTLS else { return .reply("502 5.5.1 STARTTLS is not offered") }
        guard !isSecure else { return .reply("503 5.5.1 TLS is on already") }
        guard rest.isEmpty else { return .reply("501 5.5.4 STARTTLS takes no parameter") }
        return .startTLS("220 2.0.0 Ready to start TLS")
    }

    private mutating func data() -> [Effect] {
        guard !recipients.isEmpty else { return [.reply("503 5.5.1 Name a recipient first")] }
        return [.reply("354 End with a dot on a line by itself"), .collectMessage]
    }

    private mutating func mail(_ rest: String) -> String {
        guard greeted else { return "503 5.5.1 Say EHLO first" }
        guard isSecure else { return "530 5.7.0 Must issue a STARTTLS command first" }
        guard isAuthenticated else { return "530 5.7.0 Authentication required" }
        guard sender == nil else { return "503 5.5.1 Sender already named" }
        guard let (path, parameters) = Self.path(in: rest, after: "FROM:") else {
            return "501 5.5.4 Syntax: MAIL FROM:<address>"
        }
        for parameter in parameters {
            let parts = parameter.split(separator: "=", maxSplits: 1)
            switch parts.first?.uppercased() {
            case "SIZE":
                guard let size = parts.dropFirst().first.flatMap({ Int($0) }) else { return "501 5.5.4 Bad SIZE" }
                guard size <= Self.maximumSize else { return "552 5.3.4 Message too big" }
            case "BODY", "SMTPUTF8", "AUTH": break
            default: return "555 5.5.4 Parameter not known"
            }
        }
        sender = path
        return "250 2.1.0 Sender ok"
    }

    private mutating func recipient(_ rest: String) -> String {
        guard sender != nil else { return "503 5.5.1 Name the sender first" }
        guard let (path, _) = Self.path(in: rest, after: "TO:"), path.contains("@") else {
            return "501 5.5.4 Syntax: RCPT TO:<address>"
        }
        guard recipients.count < 100 else { return "452 4.5.3 Too many recipients" }
        if let recipientRefusal { return recipientRefusal }
        recipients.append(path)
        return "250 2.1.5 Recipient ok"
    }

    /// `FROM:<a@b> SIZE=10` gives the address and the parameters.
    private static func path(in text: String, after keyword: String) -> (String, [String])? {
        guard text.uppercased().hasPrefix(keyword) else { return nil }
        let rest = text.dropFirst(keyword.count).drop { $0 == " " }
        guard rest.first == "<", let end = rest.firstIndex(of: ">") else { return nil }
        let address = rest[rest.index(after: rest.startIndex)..<end]
        guard !address.contains(where: { $0 == " " || $0 == "<" }) else { return nil }
        return (String(address), rest[rest.index(after: end)...].split(separator: " ").map(String.init))
    }
}

extension SMTPSession {
    private mutating func beginLogin(_ rest: String) -> String {
        guard greeted else { return "503 5.5.1 Say EHLO first" }
        guard isSecure else { return "530 5.7.0 Must issue a STARTTLS command first" }
        guard !isAuthenticated else { return "503 5.5.1 Already authenticated" }
        let parts = rest.split(separator: " ").map(String.init)
        switch (parts.first?.uppercased(), parts.dropFirst().first) {
        case ("PLAIN", nil):
            login = .plain
            return "334 "
        case ("PLAIN", let response?): return answer(response, to: .plain)
        case ("LOGIN", nil):
            login = .user
            return "334 VXNlcm5hbWU6"
        case ("LOGIN", let response?): return answer(response, to: .user)
        default: return "504 5.5.4 Mechanism not known"
        }
    }

    private mutating func answer(_ line: String, to step: Login) -> String {
        login = nil
        guard line != "*" else { return "501 5.7.0 Cancelled" }
        guard let data = Data(base64Encoded: line), let text = String(data: data, encoding: .utf8) else {
            return "501 5.5.2 Not base64"
        }
        switch step {
        case .plain:
            let parts = text.split(separator: "\0", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return "501 5.5.2 Malformed" }
            return authenticate(String(parts[1]), String(parts[2]))
        case .user:
            login = .password(text)
            return "334 UGFzc3dvcmQ6"
        case .password(let name): return authenticate(name, text)
        }
    }

    private mutating func authenticate(_ name: String, _ secret: String) -> String {
        guard name == user, secret == password else { return "535 5.7.8 Authentication credentials invalid" }
        isAuthenticated = true
        return "235 2.7.0 Authenticated"
    }
}
