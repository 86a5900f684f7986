// SPDX-License-Identifier: Apache-2.0

/// What is about to leave: made by an adapter's builder from opened values, handed straight to a courier.
///
/// It prints masked, since it carries personal data in clear.
package enum Outgoing: Sendable {
    case http(HTTPCall)
    case mail(MailMessage)
    /// The person's own browser is sent somewhere, with what stands in the address.
    case redirect(to: String)
    /// The person's own app reads it off our page and carries it there, as a banking app does with a payment code.
    case code(String)
}

extension Outgoing: CustomStringConvertible, CustomReflectable {
    package var description: String {
        switch self {
        case .http(let call): "\(call.method.rawValue) to \(call.host ?? "nowhere")"
        case .mail: "mail"
        case .redirect: "redirect"
        case .code: "code"
        }
    }

    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An HTTP request to a third party.
package struct HTTPCall: Sendable {
    package enum Method: String, Sendable { case get = "GET", post = "POST", put = "PUT", delete = "DELETE" }

    package var method: Method
    /// Absolute, with scheme.
    package var url: String
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    /// Total time allowed, connection included.
    package var deadline: Duration
    /// How long an answer may be, where it is not what a third party has to say but a file.
    package var answerLimit: Int?

    package init(
        _ method: Method, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        deadline: Duration = .seconds(20), answerLimit: Int? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.deadline = deadline
        self.answerLimit = answerLimit
    }
}

/// A mail to one person.
package struct MailMessage: Sendable {
    /// An image shown inside the HTML part as `cid:<contentID>`.
    package struct InlineImage: Sendable {
        package let contentID: String
        package let fileName: String
        package let mediaType: String
        package let bytes: [UInt8]

        package init(contentID: String, fileName: String, mediaType: String, bytes: [UInt8]) {
            self.contentID = contentID
            self.fileName = fileName
            self.mediaType = mediaType
            self.bytes = bytes
        }
    }

    package let recipient: String
    package let subject: String
    package let text: String
    package let html: String
    package let images: [InlineImage]
    /// The local part of the Message-ID: the same for a repeated sending, so that receivers can tell.
    package let identity: String

    package init(
        to recipient: String, subject: String, text: String, html: String, images: [InlineImage] = [], identity: String
    ) {
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.html = html
        self.images = images
        self.identity = identity
    }
}
