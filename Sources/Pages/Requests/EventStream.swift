// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore
import ServiceLifecycle

extension Response {
    /// A stream of events that ends when the browser leaves, when `events` ends, or when the server shuts down: open
    /// streams would otherwise hold a graceful shutdown for ever. A comment every 20 seconds keeps proxies from cutting.
    package static func events(
        _ events: some AsyncSequence<ServerEvent, Never> & Sendable, to request: Request
    ) -> Response {
        let headers: HTTPFields = [.contentType: "text/event-stream", .cacheControl: "no-store"]
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 2000\n\n"))
            let lines = EventLines(events)
            try await request.body.consumeWithInboundCloseHandler { _ in
                for await line in lines.stream.cancelOnGracefulShutdown() {
                    try await writer.write(ByteBuffer(string: line))
                }
            } onInboundClosed: {
                lines.stop()
            }
            lines.stop()
            try await writer.finish(nil)
        }
        return Response(status: .ok, headers: headers, body: body)
    }
}

extension Request {
    /// The last event this browser saw before its connection broke (HTML Standard §9.2.4).
    package var lastEventID: Int64? {
        headers[.lastEventID].flatMap { Int64($0) }
    }
}

/// The events and the keep-alives, as one stream of text.
private struct EventLines: Sendable {
    let stream: AsyncStream<String>
    private let continuation: AsyncStream<String>.Continuation
    private let tasks: [Task<Void, Never>]

    init(_ events: some AsyncSequence<ServerEvent, Never> & Sendable) {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingOldest(256))
        self.stream = stream
        self.continuation = continuation
        tasks = [
            Task {
                for await event in events {
                    // A reader this slow is cut off; the browser comes back with Last-Event-ID and gets what it missed.
                    if case .dropped = continuation.yield(event.wireText) { break }
                }
                continuation.finish()
            },
            Task {
                while !Task.isCancelled {
                    // Cancelled sleep means the stream is over, which the loop condition sees.
                    try? await Task.sleep(for: .seconds(20))
                    continuation.yield(": still here\n\n")
                }
            },
        ]
    }

    func stop() {
        tasks.forEach { $0.cancel() }
        continuation.finish()
    }
}

extension HTTPField.Name {
    // swift-format-ignore: NeverForceUnwrap
    static let lastEventID = HTTPField.Name("last-event-id")!
}
