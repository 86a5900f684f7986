// SPDX-License-Identifier: Apache-2.0

import CMail
import Disclosure
import Synchronization
import Values

/// libcurl's side of one mail server: a handle that keeps its connection, used by one thread at a time.
final class SMTPSession: Sendable {
    private let server: SMTPServer
    private let client: Mutex<MailClient?>

    init(_ server: SMTPServer) {
        self.server = server
        client = Mutex(nil)
    }

    /// Blocks until the server has answered or the time is over; nil when it took responsibility for the message.
    func send(_ mail: ComposedMail, within deadline: Duration) -> DeliveryFailure? {
        client.withLock { client in
            if client == nil { client = MailClient(server) }
            guard let result = client?.send(mail, within: deadline) else { return .notSent("no-mail-client") }
            return DeliveryFailure(result)
        }
    }
}

extension SMTPServer {
    /// Blocks until the server has let us in or the time is over; nil when it did. Over a connection of its own, which ends.
    func greet(within deadline: Duration) -> DeliveryFailure? {
        guard let client = MailClient(self) else { return .notSent("no-mail-client") }
        return DeliveryFailure(client.greet(within: deadline))
    }
}

/// Owns the handle.
private struct MailClient: ~Copyable {
    private let handle: OpaquePointer

    init?(_ server: SMTPServer) {
        let made = cmail_client_new(server.url, server.user, server.password, server.certificateAuthorities)
        guard let made else { return nil }
        guard !server.isPublicOnly || cmail_client_public_only(made) == 0 else {
            cmail_client_free(made)
            return nil
        }
        handle = made
    }

    deinit { cmail_client_free(handle) }

    func send(_ mail: ComposedMail, within deadline: Duration) -> cmail_result {
        let first = attempt(mail, within: deadline, fresh: false)
        // The server had hung up since the last message and heard nothing of this one.
        guard first.code != 0, first.reused != 0, first.reply == 0 else { return first }
        return attempt(mail, within: deadline, fresh: true)
    }

    func greet(within deadline: Duration) -> cmail_result { cmail_greet(handle, Int(deadline.milliseconds)) }

    private func attempt(_ mail: ComposedMail, within deadline: Duration, fresh: Bool) -> cmail_result {
        let draft = cmail_draft_new(handle)
        defer { cmail_draft_free(draft) }
        var failed: Int32 = 0
        for header in mail.headers { failed |= cmail_draft_header(draft, header) }
        failed |= cmail_draft_bodies(draft, mail.text, mail.html)
        for image in mail.images {
            failed |= image.bytes.withUnsafeBytes { bytes in
                cmail_draft_image(
                    draft, image.idHeader, image.dispositionHeader, image.mediaType,
                    bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
            }
        }
        guard failed == 0 else {
            return cmail_result(code: failed, reply: 0, reused: 0, about_message: 0, met_inner_address: 0)
        }
        return cmail_send(
            handle, draft, mail.sender, mail.recipient, Int(deadline.milliseconds), fresh ? 1 : 0)
    }
}
