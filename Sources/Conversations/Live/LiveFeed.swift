// SPDX-License-Identifier: Apache-2.0

import Jobs
package import Storage
import Synchronization
package import Values

/// What an open page hears of at once.
package enum LiveSignal: Hashable, Sendable {
    case message(ID<Message>, in: ID<Conversation>, sequence: Int)
    case changed(ID<Conversation>, sequence: Int)
    /// Somebody writes; said once and remembered by nobody.
    case typing(ID<Conversation>, ConversationSide)

    package var conversation: ID<Conversation> {
        switch self {
        case .message(_, in: let id, _), .changed(let id, _), .typing(let id, _): id
        }
    }

    /// The number of the event, which a browser repeats in `Last-Event-ID`.
    package var sequence: Int? {
        switch self {
        case .message(_, _, let sequence), .changed(_, let sequence): sequence
        case .typing: nil
        }
    }
}

/// Reads the organisation's events once for everybody who listens, and hands each to those it is about.
///
/// One reader however many pages are open, and none while there is none: numbered events are read after a commit, by whichever
/// server, coalesced. A listener that falls behind is cut off and comes back with the last number it saw.
package final class LiveFeed: Sendable {
    package enum Topic: Hashable, Sendable {
        case conversation(ID<Conversation>)
        /// Everything.
        case inbox
    }

    private struct State {
        var next = 0
        var byTopic: [Topic: [Int: AsyncStream<LiveSignal>.Continuation]] = [:]
        /// The number of the newest event handed on; nil while nobody listens.
        var last: Int?
    }

    private let data: any Database
    private let onFailure: @Sendable (any Error) -> Void
    private let state = Mutex(State())
    private let (ticks, bell) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    package init(data: any Database, onFailure: @escaping @Sendable (any Error) -> Void) {
        self.data = data
        self.onFailure = onFailure
    }

    /// Says that something was committed. Returns at once.
    package func look() { bell.yield() }

    /// To be called when the organisation is closed, which it is only while nobody listens.
    package func stop() { bell.finish() }

    /// Whether any page is open.
    package var isHeard: Bool { state.withLock { !$0.byTopic.isEmpty } }

    /// Works until stopped or cancelled.
    package func run() async {
        for await _ in ticks {
            do {
                try await forward()
            } catch is CancellationError {
                return
            } catch {
                onFailure(error)
                // What was not read now is read with the next commit; a second's pause keeps a broken store quiet.
                guard (try? await Task.sleep(for: .seconds(1))) != nil else { return }  // cancelled: the end
                bell.yield()
            }
        }
    }

    /// Hands on what is new.
    private func forward() async throws {
        while let after = whereToGoOn() {
            let (signals, newest) = try await data.read { session in
                let events = try OutboxQueries.events(after: after, in: session)
                return (try events.compactMap { try LiveSignal($0, in: session) }, events.last?.sequence)
            }
            signals.forEach(post)
            guard let newest else { return }
            state.withLock { $0.last = newest }
        }
    }

    /// Nil while nobody listens: then the place is forgotten.
    private func whereToGoOn() -> Int? {
        state.withLock { state in
            if state.byTopic.isEmpty { state.last = nil }
            return state.last
        }
    }

    /// Tells everybody concerned, in this process.
    package func post(_ signal: LiveSignal) {
        let concerned = state.withLock { state in
            [Topic.conversation(signal.conversation), .inbox].flatMap { Array((state.byTopic[$0] ?? [:]).values) }
        }
        for continuation in concerned {
            if case .dropped = continuation.yield(signal) { continuation.finish() }
        }
    }

    /// Whatever is numbered after this returns is heard.
    package func listen(to topic: Topic) async throws -> AsyncStream<LiveSignal> {
        let stream = register(for: topic)
        if state.withLock({ $0.last == nil }) {
            let newest = try await data.read { try OutboxQueries.lastSequence(in: $0) }
            state.withLock { $0.last = $0.last ?? newest }
        }
        bell.yield()
        return stream
    }

    private func register(for topic: Topic) -> AsyncStream<LiveSignal> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: LiveSignal.self, bufferingPolicy: .bufferingOldest(256))
        let key = state.withLock { state in
            state.next += 1
            state.byTopic[topic, default: [:]][state.next] = continuation
            return state.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLock { state in
                state.byTopic[topic]?[key] = nil
                if state.byTopic[topic]?.isEmpty == true { state.byTopic[topic] = nil }
            }
        }
        return stream
    }
}

extension LiveSignal {
    /// Nil for an event that is not about a conversation, or about one that is gone.
    init?(_ numbered: NumberedEvent, in session: any SQLSession) throws {
        switch numbered.event.kind {
        case .messageArrived:
            let id: ID<Message> = numbered.event.subject.cast()
            guard let message = try MessageQueries.message(id, in: session) else { return nil }
            self = .message(id, in: message.conversation, sequence: numbered.sequence)
        case .conversationChanged:
            self = .changed(numbered.event.subject.cast(), sequence: numbered.sequence)
        default: return nil
        }
    }
}
