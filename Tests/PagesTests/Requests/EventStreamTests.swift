// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Logging
import Pages
import ServiceLifecycle
import Synchronization
import Testing

@Suite("Event streams of a server that is stopped")
struct EventStreamTests {
    private static let streams = 50

    /// What a graceful stop promises: browsers see their streams end, whole to the last chunk, and come back by themselves.
    @Test(.timeLimit(.minutes(1))) func `fifty open streams end cleanly, and the server with them`() async throws {
        let began = AsyncStream.makeStream(of: Int.self)
        let server = Application(
            responder: Self.streaming, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in began.continuation.yield(channel.localAddress?.port ?? 0) })
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: server)],
                logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })))
        async let stopped: Void = group.run()
        var ports = began.stream.makeAsyncIterator()
        let port = try #require(await ports.next())

        let browsers = try (0..<Self.streams).map { _ in try Browser(port: port) }
        for browser in browsers { #expect(await browser.read(until: "data: here")) }
        await group.triggerGracefulShutdown()
        let ends = await withTaskGroup(of: Bool.self) { group in
            for browser in browsers { group.addTask { await browser.read(until: "\r\n0\r\n\r\n") } }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }

        try await stopped
        #expect(ends == Self.streams)
        #expect(browsers.allSatisfy { $0.text.contains("retry: 2000") })
    }

    /// One event, and then nothing for ever.
    private static var streaming: some HTTPResponder<BasicRequestContext> {
        CallbackResponder { request, _ in
            let (events, continuation) = AsyncStream.makeStream(of: ServerEvent.self)
            continuation.yield(ServerEvent(id: 1, data: "here"))
            return Response.events(Held(events: events, by: continuation), to: request)
        }
    }
}

/// Events that do not end by nobody holding their beginning.
private struct Held: AsyncSequence, Sendable {
    let events: AsyncStream<ServerEvent>
    let continuation: AsyncStream<ServerEvent>.Continuation

    init(events: AsyncStream<ServerEvent>, by continuation: AsyncStream<ServerEvent>.Continuation) {
        self.events = events
        self.continuation = continuation
    }

    func makeAsyncIterator() -> AsyncStream<ServerEvent>.Iterator { events.makeAsyncIterator() }
}

/// A connection that has asked for the stream.
private final class Browser: Sendable {
    private let handle: FileHandle
    private let received = Mutex("")

    init(port: Int) throws {
        let line = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(line, $0, size) }
        }
        guard result == 0 else { throw CocoaError(.fileReadUnknown) }
        handle = FileHandle(fileDescriptor: line, closeOnDealloc: true)
        try handle.write(contentsOf: Data("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n".utf8))
    }

    var text: String { received.withLock { $0 } }

    /// False when the line ended before these words.
    func read(until words: String) async -> Bool {
        await withCheckedContinuation { continuation in
            Thread {
                var buffer = [UInt8](repeating: 0, count: 4096)
                while !self.text.contains(words) {
                    // What has come so far, where FileHandle would wait for all 4096.
                    let count = recv(self.handle.fileDescriptor, &buffer, buffer.count, 0)
                    guard count > 0 else { break }
                    self.received.withLock { $0 += String(decoding: buffer[..<count], as: UTF8.self) }
                }
                continuation.resume(returning: self.text.contains(words))
            }.start()
        }
    }
}
