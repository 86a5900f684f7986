// SPDX-License-Identifier: Apache-2.0

import Storage
package import Values

/// Everything that happens in one conversation from a moment on: first what was missed, then what comes.
package struct FollowConversation: Sendable {
    let foundation: ConversationsFoundation

    /// `last` is the number of the last event seen; nil follows from now on.
    ///
    /// Listens before it reads what was missed, so that nothing falls in between; what comes twice is passed over.
    package func callAsFunction(_ id: ID<Conversation>, after last: Int?) async throws -> Signals {
        let live = try await foundation.feed.listen(to: .conversation(id))
        guard let last else { return Signals(missed: [], live: live) }
        let missed = try await foundation.data.read { session in
            try MessageQueries.arrivals(in: id, after: last, in: session).map {
                LiveSignal.message($0.message, in: id, sequence: $0.sequence)
            }
        }
        return Signals(missed: missed, live: live)
    }

    /// Ends when the listener was too slow: come back with the last number seen.
    package struct Signals: AsyncSequence, Sendable {
        package typealias Element = LiveSignal
        package typealias Failure = Never

        let missed: [LiveSignal]
        let live: AsyncStream<LiveSignal>

        package func makeAsyncIterator() -> Iterator {
            Iterator(missed: missed[...], live: live.makeAsyncIterator(), last: missed.last?.sequence ?? 0)
        }

        package struct Iterator: AsyncIteratorProtocol {
            var missed: ArraySlice<LiveSignal>
            var live: AsyncStream<LiveSignal>.Iterator
            let last: Int

            package mutating func next(isolation actor: isolated (any Actor)?) async -> LiveSignal? {
                if let signal = missed.popFirst() { return signal }
                while let signal = await live.next(isolation: actor) {
                    if signal.sequence ?? .max > last { return signal }
                }
                return nil
            }
        }
    }
}
