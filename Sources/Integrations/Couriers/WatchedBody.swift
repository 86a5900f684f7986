// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Synchronization

/// The body of a request, and the memory of whether the client began to send it.
///
/// The client asks for a body only when a connection stands and the head is on its way: from then on the request may have
/// arrived, whatever happens next.
final class WatchedBody: AsyncSequence, Sendable {
    private let bytes: [UInt8]
    private let asked = Mutex(false)

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var wasAskedFor: Bool { asked.withLock { $0 } }

    func makeAsyncIterator() -> Iterator { Iterator(body: self) }

    struct Iterator: AsyncIteratorProtocol {
        private var body: WatchedBody?

        init(body: WatchedBody) {
            self.body = body
        }

        mutating func next() async -> ByteBuffer? {
            defer { body = nil }
            guard let body else { return nil }
            body.asked.withLock { $0 = true }
            return ByteBuffer(bytes: body.bytes)
        }
    }
}
