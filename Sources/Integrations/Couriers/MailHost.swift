// SPDX-License-Identifier: Apache-2.0

import CMail
import Dispatch

/// Where a name leads that somebody typed: to the open internet, or to a machine of ours that would answer us and nobody else.
package enum MailHost: Sendable {
    case open
    /// This machine, its network, or what no network routes. One such address among several is enough.
    case inner
    case unknown

    /// Asks the resolver.
    package static func look(at host: String) async -> MailHost {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                let found: MailHost =
                    switch cmail_look_at_host(host) {
                    case CMAIL_HOST_PUBLIC: .open
                    case CMAIL_HOST_INNER: .inner
                    default: .unknown
                    }
                continuation.resume(returning: found)
            }
        }
    }
}
