// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Foundation
import Values

/// A mail as it goes to the wire: finished header lines and bodies, checked so that no value becomes a line of its own.
struct ComposedMail: Sendable {
    struct Image: Sendable {
        let idHeader: String
        let dispositionHeader: String
        let mediaType: String
        let bytes: [UInt8]
    }

    let sender: String
    let recipient: String
    let headers: [String]
    let text: String
    let html: String
    let images: [Image]

    /// Throws `DeliveryFailure.notSent` for an address, name or subject that has no place in a header.
    init(_ message: MailMessage, from server: SMTPServer, at now: Instant) throws {
        guard let recipient = EmailAddress(message.recipient) else { throw DeliveryFailure.notSent("bad-address") }
        guard message.identity.isHeaderToken else { throw DeliveryFailure.notSent("bad-identity") }
        sender = server.senderAddress.text
        self.recipient = recipient.text
        headers = [
            "From: \(try HeaderText.phrase(server.senderName, after: "From: ")) <\(server.senderAddress.text)>",
            "To: <\(recipient.text)>",
            "Subject: \(try HeaderText.unstructured(message.subject, after: "Subject: "))",
            "Date: \(Self.date(now))",
            "Message-ID: <\(message.identity)@\(server.domain)>",
            // Asks robots not to answer (RFC 3834 §5).
            "Auto-Submitted: auto-generated",
        ]
        text = message.text.withNetworkLineEnds
        html = message.html.withNetworkLineEnds
        images = try message.images.map(Self.compose)
    }

    private static func compose(_ image: MailMessage.InlineImage) throws -> Image {
        guard image.contentID.isHeaderToken, image.fileName.isHeaderToken, image.mediaType.isMediaType else {
            throw DeliveryFailure.notSent("bad-image")
        }
        return Image(
            idHeader: "Content-ID: <\(image.contentID)>",
            dispositionHeader: "Content-Disposition: inline; filename=\"\(image.fileName)\"",
            mediaType: image.mediaType, bytes: image.bytes)
    }

    /// RFC 5322 §3.3, in UTC.
    private static func date(_ now: Instant) -> String {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day, .weekday, .hour, .minute, .second], from: now.date)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let time = [parts.hour, parts.minute, parts.second].map { ($0 ?? 0).twoDigits }.joined(separator: ":")
        let day = "\(days[(parts.weekday ?? 1) - 1]), \((parts.day ?? 1).twoDigits)"
        return "\(day) \(months[(parts.month ?? 1) - 1]) \(parts.year ?? 1970) \(time) +0000"
    }
}

extension Int {
    fileprivate var twoDigits: String { self < 10 ? "0\(self)" : "\(self)" }
}

extension String {
    /// Letters, digits and a few signs that mean nothing in any header.
    fileprivate var isHeaderToken: Bool {
        utf8.count <= 200 && wholeMatch(of: /[A-Za-z0-9_@-][A-Za-z0-9_.@-]*/) != nil && !hasSuffix(".")
    }

    fileprivate var isMediaType: Bool {
        wholeMatch(of: /[a-z]+\/[a-z0-9.+-]+/) != nil
    }

    /// CRLF at every line end, and no NUL, which would end the text on its way through C.
    fileprivate var withNetworkLineEnds: String {
        replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "")
            .replacing("\n", with: "\r\n")
    }
}
