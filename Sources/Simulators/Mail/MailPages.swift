// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

/// What has come in, newest first.
struct MailboxPage {
    let messages: [MailMessage]
    let recipient: String?

    var answer: Answer { .page(layout("Mailbox", body, navigation: true)) }

    private var body: Markup {
        """
        <main>
        <h1>Mailbox</h1>
        <form class="search" method="get" action="/mail"><label for="to">Only mail to</label>
        <input id="to" name="to" type="email" value="\(recipient ?? "")"><button>Show</button></form>
        \(messages.isEmpty ? "<p class=\"empty\">No mail. What the shop sends arrives here.</p>" : nil)
        <ul class="mails">\(messages.map(row))</ul>
        </main>
        """
    }

    private func row(_ message: MailMessage) -> Markup {
        """
        <li><a href="/mail/\(message.id)">\(message.subject.isEmpty ? "(no subject)" : message.subject)</a>
        <p>to \(message.recipients.joined(separator: ", ")) · <time>\(message.at.readable)</time></p></li>
        """
    }
}

/// One mail: its HTML in a frame that may do nothing, its plain text, its attachments.
struct MailPage {
    let message: MailMessage

    var answer: Answer { .page(layout(message.subject, body, navigation: true)) }

    /// The HTML part as a document of its own: no scripts, nothing from elsewhere, links open outside the frame.
    static func html(of message: MailMessage) -> Answer {
        guard let html = message.shownHTML else { return .notFound("HTML part") }
        return Answer(
            headers: [
                .contentType: "text/html; charset=utf-8",
                .contentSecurityPolicy: "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline';"
                    + " sandbox allow-popups allow-popups-to-escape-sandbox",
            ], body: Array(withTarget(html).utf8))
    }

    private static func withTarget(_ html: String) -> String {
        guard let head = html.firstRange(of: "<head>") else { return "<base target=\"_blank\">" + html }
        return html[..<head.upperBound] + "<base target=\"_blank\">" + html[head.upperBound...]
    }

    private var body: Markup {
        """
        <main>
        <p><a href="/mail">All mail</a></p>
        <h1>\(message.subject)</h1>
        <dl class="facts"><dt>From</dt><dd>\(message.content.header("From") ?? message.sender)</dd>
        <dt>To</dt><dd>\(message.recipients.joined(separator: ", "))</dd>
        <dt>At</dt><dd>\(message.at.readable)</dd></dl>
        \(frame)
        \(message.plain.map { "<h2>Plain text</h2><pre tabindex=\"0\">\($0)</pre>" })
        \(attachments)
        <p><a href="/mail/\(message.id)/source">Source</a></p>
        </main>
        """
    }

    private var frame: Markup? {
        guard message.html != nil else { return nil }
        return """
            <h2>As the reader sees it</h2>
            <iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" \
            src="/mail/\(message.id)/html"></iframe>
            """
    }

    private var attachments: Markup? {
        guard !message.attachments.isEmpty else { return nil }
        let rows = message.attachments.map { part -> Markup in
            let name = part.contentID ?? part.fileName
            let label = "\(part.fileName ?? part.contentID ?? "part") (\(part.type), \(part.body.count) bytes)"
            guard let name else { return "<li>\(label)</li>" }
            return "<li><a href=\"/mail/\(message.id)/parts/\(name)\">\(label)</a></li>"
        }
        return "<h2>Pictures and files</h2><ul>\(rows)</ul>"
    }
}
