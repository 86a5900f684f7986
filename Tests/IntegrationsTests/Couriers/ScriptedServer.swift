// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOPosix
import Synchronization

/// A server on a loopback port that reads one HTTP request a connection and does with it what it is told.
struct ScriptedServer: Sendable {
    enum Step: Sendable {
        /// Sends these bytes and hangs up.
        case answer(String)
        case hangUp
        /// Sends these bytes, then nothing until the client goes.
        case stall(String)
    }

    let port: Int
    private let log: RequestLog

    var requests: [String] { log.all }

    /// The first request that fits, once it has arrived.
    func request(where fits: (String) -> Bool) async throws -> String {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            if let request = log.all.first(where: fits) { return request }
            await Task.yield()
        }
        throw NeverArrived()
    }

    static func with(_ step: Step, _ body: (ScriptedServer) async throws -> Void) async throws {
        let log = RequestLog()
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let port = server.channel.localAddress?.port ?? 0
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                try await server.executeThenClose { clients in
                    try await withThrowingDiscardingTaskGroup { group in
                        for try await client in clients {
                            group.addTask { try? await serve(client, step, log) }  // The client may go at any time.
                        }
                    }
                }
            }
            try await body(ScriptedServer(port: port, log: log))
            group.cancelAll()
        }
    }

    private static func serve(
        _ client: NIOAsyncChannel<ByteBuffer, ByteBuffer>, _ step: Step, _ log: RequestLog
    ) async throws {
        try await client.executeThenClose { inbound, outbound in
            var inbound = inbound.makeAsyncIterator()
            var request = ""
            while let more = try await inbound.next() {
                request += String(buffer: more)
                guard isWhole(request) else { continue }
                log.add(request)
                switch step {
                case .hangUp: return
                case .answer(let text): return try await outbound.write(ByteBuffer(string: text))
                case .stall(let text): try await outbound.write(ByteBuffer(string: text))
                }
            }
        }
    }

    private static func isWhole(_ request: String) -> Bool {
        guard let end = request.firstRange(of: "\r\n\r\n") else { return false }
        let length = request.firstMatch(of: /(?i)content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
        return request[end.upperBound...].utf8.count >= length
    }
}

struct NeverArrived: Error {}

private final class RequestLog: Sendable {
    private let requests = Mutex<[String]>([])

    func add(_ request: String) { requests.withLock { $0.append(request) } }
    var all: [String] { requests.withLock { $0 } }
}
