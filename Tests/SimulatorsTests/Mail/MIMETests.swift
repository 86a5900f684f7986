// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@testable import Simulators

@Suite("Reading mail")
struct MIMETests {
    private let source = """
        From: =?utf-8?Q?Vi=E1=BB=87t_Nam_Connect?= <support@vietnamconnect.com>
        To: an@example.com
        Subject: =?utf-8?B?WMOhYyBuaOG6rW4=?=
         =?utf-8?B?IMSRxqFuIGjDoG5n?= VC-1
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer; one"

        What old programs show.
        --outer; one
        Content-Type: multipart/alternative; boundary=inner

        --inner
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: quoted-printable

        Ch=C3=A0o b=E1=BA=A1n, d=C3=B2ng n=C3=A0y =
        d=C3=A0i.
        --inner
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PGltZyBzcmM9ImNpZDpxckBzYW1wYW4iPg==
        --inner--
        --outer; one
        Content-Type: image/png
        Content-ID: <qr@sampan>
        Content-Disposition: inline
        Content-Transfer-Encoding: base64

        iVBO
        Rw==
        --outer; one
        Content-Type: application/pdf
        Content-Disposition: attachment; filename*=utf-8''H%C3%B3a%20%C4%91%C6%A1n.pdf
        Content-Transfer-Encoding: base64

        JVBERg==
        --outer; one--
        """

    private var message: MailMessage {
        let bytes = Array(source.replacing("\n", with: "\r\n").utf8)
        return MailMessage(
            Envelope(sender: "support@vietnamconnect.com", recipients: ["an@example.com"], message: bytes),
            at: Instant(milliseconds: 0))
    }

    @Test func `encoded headers are read, and words that belong together are joined`() {
        #expect(message.subject == "Xác nhận đơn hàng VC-1")
        #expect(message.content.header("from") == "Việt Nam Connect <support@vietnamconnect.com>")
    }

    @Test func `the plain and the HTML body are found and decoded`() {
        #expect(message.plain == "Chào bạn, dòng này dài.")
        #expect(message.html == "<img src=\"cid:qr@sampan\">")
    }

    @Test func `an inline picture is shown from the mailbox`() {
        let message = message

        #expect(message.shownHTML == "<img src=\"/mail/\(message.id)/parts/qr@sampan\">")
    }

    @Test func `pictures and files are listed with name and bytes`() {
        #expect(message.attachments.map(\.type) == ["image/png", "application/pdf"])
        #expect(message.attachments[0].body == [0x89, 0x50, 0x4e, 0x47])
        #expect(message.attachments[1].fileName == "Hóa đơn.pdf")
        #expect(message.attachments[1].isAttachment)
    }

    @Test(arguments: [
        ("plain", "plain"), ("=?utf-8?q?a_b?=", "a b"), ("=?iso-8859-1?Q?caf=E9?= now", "café now"),
        ("=?utf-8?B?eA==?= =?utf-8?B?eQ==?=", "xy"), ("a =? b", "a =? b"), ("=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ])
    func `encoded words`(text: String, read: String) {
        #expect(EncodedWords.decode(text) == read)
    }

    @Test func `a mailbox is searched without regard to case`() {
        let mailbox = Mailbox()
        mailbox.accept(
            Envelope(sender: "a@b.cc", recipients: ["An@Example.com"], message: Array("x".utf8)),
            at: Instant(milliseconds: 0))

        #expect(mailbox.all(to: "an@example.com").count == 1)
        #expect(mailbox.all(to: "binh@example.com").isEmpty)
    }
}
