// SPDX-License-Identifier: Apache-2.0

package import Disclosure
import Dispatch
package import Values

/// Carries mail to one server, over TLS only: one message at a time on a thread of its own, since libcurl blocks.
///
/// The connection stays open between messages. A message is refused before anything leaves when a header could be
/// broken out of.
package final class SMTPCourier: Courier {
    private let server: SMTPServer
    private let clock: any WallClock
    private let deadline: Duration
    private let session: SMTPSession
    private let queue = DispatchQueue(label: "sampan.smtp", qos: .utility)

    /// `deadline` covers one message from connecting to the server's last word.
    package init(server: SMTPServer, clock: any WallClock, deadline: Duration = .seconds(30)) {
        self.server = server
        self.clock = clock
        self.deadline = deadline
        session = SMTPSession(server)
    }

    /// Whether the server lets us in, without a word about anybody; nil when it does.
    package func greet() async -> DeliveryFailure? {
        await withCheckedContinuation { continuation in
            queue.async { [server, deadline] in continuation.resume(returning: server.greet(within: deadline)) }
        }
    }

    package func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .mail(let message) = outgoing else { throw DeliveryFailure.notSent("not-mail") }
        let mail = try ComposedMail(message, from: server, at: clock.now())
        let conclusion = await withCheckedContinuation { continuation in
            queue.async { [session, deadline] in
                continuation.resume(returning: session.send(mail, within: deadline))
            }
        }
        if let failure = conclusion { throw failure }
        return .mailAccepted
    }
}
