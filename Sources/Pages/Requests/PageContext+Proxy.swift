// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore
import Values

extension PageContext {
    /// The context of a request that only our own proxy can have sent: the last address it added to `X-Forwarded-For` is
    /// the visitor's, whatever somebody wrote before it. Anything that is no address changes nothing.
    package func behindProxy(of request: Request) -> PageContext {
        guard let last = request.headers[.forwardedFor]?.split(separator: ",").last.map({ $0.trimmingSpaces() }),
            let address = try? SocketAddress(ipAddress: last, port: 0).ipAddress  // No address: the proxy's own stands.
        else { return self }
        var context = self
        context.remoteAddress = address
        return context
    }
}
