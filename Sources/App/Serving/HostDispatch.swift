// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import Pages

/// Chooses who answers: by host name a business or somebody else who shares the port; on any host, callbacks and health.
package struct HostDispatch: HTTPResponder {
    /// Another responder on its own hosts, such as the simulators' world.
    package struct Elsewhere: Sendable {
        let hosts: Set<String>
        let respond: @Sendable (Request, PageContext) async throws -> Response

        package init(
            hosts: Set<String>, respond: @escaping @Sendable (Request, PageContext) async throws -> Response
        ) {
            self.hosts = hosts
            self.respond = respond
        }
    }

    private let shops: FrontDoor<HoldingResponder>
    private let callbacks: CallbackResponder
    private let elsewhere: Elsewhere?
    private let isBehindProxy: Bool

    init(
        shops: FrontDoor<HoldingResponder>, callbacks: CallbackResponder, elsewhere: Elsewhere?,
        isBehindProxy: Bool
    ) {
        self.shops = shops
        self.callbacks = callbacks
        self.elsewhere = elsewhere
        self.isBehindProxy = isBehindProxy
    }

    package func respond(to request: Request, context: PageContext) async throws -> Response {
        let context = isBehindProxy ? context.behindProxy(of: request) : context
        if let elsewhere, let authority = request.head.authority, elsewhere.hosts.contains(Sites.host(of: authority)) {
            return try await elsewhere.respond(request, context)
        }
        let path = request.head.path ?? "/"
        if path.hasPrefix(CallbackResponder.prefix) {
            return try await callbacks.respond(to: request, context: context)
        }
        if path == "/health" { return Response(status: .ok, body: .init(byteBuffer: .init(string: "ok\n"))) }
        return try await shops.respond(to: request, context: context)
    }
}
