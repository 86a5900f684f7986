// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization
import Values

/// Takes mail on a loopback port and keeps it in the mailbox; delivers nothing anywhere.
final class MailServer: Sendable {
    let mailbox = Mailbox()
    let certificate: MailCertificate
    private let configuration: WorldConfiguration.Mail
    private let clock: any WallClock
    private let scenarios: Scenarios
    private let recorder: CallRecorder
    private let logger: Logger
    private let boundPort = Mutex<Int?>(nil)

    init(
        configuration: WorldConfiguration.Mail, clock: any WallClock, scenarios: Scenarios, recorder: CallRecorder,
        logger: Logger
    ) throws {
        self.configuration = configuration
        self.clock = clock
        self.scenarios = scenarios
        self.recorder = recorder
        self.logger = logger
        certificate = try MailCertificate(at: clock.now())
        if let path = configuration.certificatePath {
            try certificate.pem.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    /// The port listened on; nil until the server runs.
    var port: Int? { boundPort.withLock { $0 } }

    /// Listens until cancelled.
    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .bind(host: "127.0.0.1", port: configuration.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        boundPort.withLock { $0 = server.channel.localAddress?.port }
        try await server.executeThenClose { clients in
            await withDiscardingTaskGroup { group in
                do {
                    for try await client in clients {
                        group.addTask { await self.serve(client) }
                    }
                } catch is CancellationError {
                    // The world is going down.
                } catch {
                    self.logger.error("the mail server stopped listening", metadata: ["error": "\(error)"])
                }
                group.cancelAll()
            }
        }
    }

    private func serve(_ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async {
        do {
            try await client.executeThenClose { inbound, outbound in
                var conversation = SMTPConversation(
                    lines: SMTPLines(inbound.makeAsyncIterator()), outbound: outbound, channel: client.channel,
                    context: certificate.context,
                    session: SMTPSession(user: configuration.user, password: configuration.password),
                    scenarios: scenarios)
                try await conversation.run { envelope in
                    mailbox.accept(envelope, at: clock.now())
                    recorder.record(envelope, at: clock.now())
                }
            }
        } catch {
            logger.debug("a mail client went away", metadata: ["error": "\(error)"])
        }
    }
}
