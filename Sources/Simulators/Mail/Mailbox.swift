// SPDX-License-Identifier: Apache-2.0

import Synchronization
import Values

/// Every mail the shop has sent, newest first; the last 2,000.
final class Mailbox: Sendable {
    private let messages = Mutex<[MailMessage]>([])

    func accept(_ envelope: Envelope, at now: Instant) {
        let message = MailMessage(envelope, at: now)
        messages.withLock { messages in
            messages.insert(message, at: 0)
            if messages.count > 2_000 { messages.removeLast() }
        }
    }

    /// `recipient` compares without case; nil is everybody.
    func all(to recipient: String? = nil) -> [MailMessage] {
        let all = messages.withLock { $0 }
        guard let recipient = recipient?.lowercased() else { return all }
        return all.filter { $0.recipients.contains { $0.lowercased() == recipient } }
    }

    func message(_ id: String) -> MailMessage? { messages.withLock { $0.first { $0.id == id } } }
    func reset() { messages.withLock { $0 = [] } }
}

/// A mail, taken apart.
struct MailMessage: Sendable {
    let id: String
    let at: Instant
    let sender: String
    let recipients: [String]
    let source: [UInt8]
    let content: MIMEPart

    init(_ envelope: Envelope, at now: Instant) {
        id = Token.make(12, of: Token.hexadecimal)
        at = now
        sender = envelope.sender
        recipients = envelope.recipients
        source = envelope.message
        content = MIMEPart(envelope.message)
    }

    var subject: String { content.header("Subject") ?? "" }
    var html: String? { content.leaves.first { $0.type == "text/html" && !$0.isAttachment }?.text }
    var plain: String? { content.leaves.first { $0.type == "text/plain" && !$0.isAttachment }?.text }
    /// All that is neither of the two bodies.
    var attachments: [MIMEPart] {
        content.leaves.filter { $0.isAttachment || !$0.type.hasPrefix("text/") }
    }

    /// The HTML with its inline images' `cid:` addresses pointing into the mailbox (RFC 2392).
    var shownHTML: String? {
        html.map { html in
            content.leaves.compactMap(\.contentID).reduce(html) { html, id in
                html.replacing("cid:\(id)", with: "/mail/\(self.id)/parts/\(id)")
            }
        }
    }
}

extension MailMessage {
    var json: JSON {
        [
            "id": .string(id), "at": .string(at.description), "from": .string(sender),
            "to": .array(recipients.map { .string($0) }), "subject": .string(subject),
            "headers": JSON(content.headers.map { ($0.name, $0.value) }), "text": JSON(plain), "html": JSON(html),
            "attachments": .array(
                attachments.map { part in
                    [
                        "type": .string(part.type), "name": JSON(part.fileName), "contentId": JSON(part.contentID),
                        "inline": .bool(!part.isAttachment), "bytes": .integer(Int64(part.body.count)),
                        "base64": .string(part.base64),
                    ]
                }),
            "source": .string(String(decoding: source, as: UTF8.self)),
        ]
    }
}
