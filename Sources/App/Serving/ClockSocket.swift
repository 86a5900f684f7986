// SPDX-License-Identifier: Apache-2.0

import Foundation
import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle
import Values

/// Lets whoever may open a unix socket move the clock of a demo or test server.
///
/// One command a line: `now`; `advance <seconds>` lets time pass; `jump <seconds>` sets the clock wrong. Each is answered with
/// the time it is then, in milliseconds since 1970. A production server never opens it.
struct ClockSocket: Service {
    let path: String
    let clock: any MovableClock
    let logger: Logger

    func run() async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(unixDomainSocketPath: path, cleanupExistingSocketFile: true) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel(
                        wrappingChannelSynchronously: channel,
                        configuration: .init(inboundType: ByteBuffer.self, outboundType: ByteBuffer.self))
                }
            }
        chmod(path, 0o600)
        do {
            try await cancelWhenGracefulShutdown {
                try await server.executeThenClose { connections in
                    for try await connection in connections {
                        // A caller that went away mid-line is no trouble of ours.
                        try? await answer(connection)
                    }
                }
            }
        } catch is CancellationError {
            // That is how it ends.
        }
    }

    private func answer(_ connection: NIOAsyncChannel<ByteBuffer, ByteBuffer>) async throws {
        try await connection.executeThenClose { inbound, outbound in
            for try await buffer in inbound {
                for line in String(buffer: buffer).split(whereSeparator: \.isNewline) {
                    obey(line.split(separator: " "))
                    try await outbound.write(ByteBuffer(string: "\(clock.now().milliseconds)\n"))
                }
            }
        }
    }

    private func obey(_ words: [Substring]) {
        switch (words.first, words.dropFirst().first.flatMap { Int64($0) }) {
        case ("advance", let seconds?): clock.advance(by: .seconds(seconds))
        case ("jump", let seconds?): clock.jump(by: .seconds(seconds))
        default: break
        }
    }
}
