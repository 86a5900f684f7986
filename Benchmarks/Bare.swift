// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Hummingbird
import Logging
import NIOCore

/// The yardstick: a server with one route, which sends the same bytes.
struct Bare: AsyncParsableCommand {
    @Option var port: Int
    @Option var body: String

    func run() async throws {
        let page = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: body)))
        let router = Router()
        router.get("/") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: page))
        }
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil, backlog: 4096),
            logger: Logger(label: "bare", factory: { _ in SwiftLogNoOpLogHandler() }))
        try await application.run()
    }
}
