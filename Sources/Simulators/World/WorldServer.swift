// SPDX-License-Identifier: Apache-2.0

import Hummingbird
import HummingbirdCore
package import Logging
import NIOCore
import ServiceLifecycle

/// The world alone on a loopback port, in a process of its own: it goes on when the shop is killed.
package struct WorldServer: Service {
    private let world: World
    private let port: Int
    private let logger: Logger
    private let onReady: @Sendable (Int) async -> Void

    /// Port 0 takes a free one; `onReady` is told which.
    package init(
        world: World, port: Int, logger: Logger, onReady: @escaping @Sendable (Int) async -> Void = { _ in }
    ) {
        self.world = world
        self.port = port
        self.logger = logger
        self.onReady = onReady
    }

    /// Serves until graceful shutdown.
    package func run() async throws {
        let application = Application(
            responder: world.responder(for: BasicRequestContext.self),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port), serverName: "World"),
            services: [world],
            onServerRunning: { await onReady($0.localAddress?.port ?? 0) },
            logger: logger)
        try await application.run()
    }
}
