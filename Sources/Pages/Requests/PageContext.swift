// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import NIOCore
import Values

/// What every handler of a page is handed besides the request. `FrontDoor` fills in the sheet before a route sees it.
package struct PageContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The connection, from which App makes contexts for responders of another kind (the simulators' world).
    package let channel: any Channel
    /// Whose page, in which language, on which path, for which visitor.
    package var sheet: Sheet = .blank
    /// The visitor's address without the port: the key of rate limits, kept in memory only and never written down.
    package var remoteAddress: String
    /// What App keeps with the request for the faces' services: the organisation whose page it is.
    package var organisation: (any Sendable)?
    /// Set by a face once somebody is signed in: the id of the account, for handlers and log lines.
    package var account: String?

    package init(source: ApplicationRequestContextSource) {
        self.coreContext = .init(source: source)
        self.channel = source.channel
        self.remoteAddress = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    /// The number an error page shows and the log line carries.
    package var reference: String { id }

}
