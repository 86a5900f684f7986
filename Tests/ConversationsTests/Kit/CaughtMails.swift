// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Synchronization

/// A mail server that keeps what it is handed.
final class CaughtMails: Courier {
    private let caught = Mutex<[MailMessage]>([])

    var all: [MailMessage] { caught.withLock { $0 } }

    func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .mail(let mail) = outgoing else { throw DeliveryFailure.notSent("not-a-mail") }
        caught.withLock { $0.append(mail) }
        return .mailAccepted
    }
}
