// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// What happened, in the past tense and dotted: `order.paid`. Each domain names its own.
package struct EventKind: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }
    package init(stringLiteral value: String) { self.init(rawValue: value) }
}

/// The row an event is about. Cast it back to what the kind says: `event.subject.cast(to: Order.self)`.
package enum EventSubject {}

/// Says that something happened, to other domains and to open pages. Ids only: whoever hears it reads the rest itself.
///
/// Insert it in the transaction of the act. It becomes visible, with a number, once the sequencer has passed.
package struct OutboxEvent: Hashable, Sendable {
    package let id: ID<OutboxEvent>
    package let kind: EventKind
    package let subject: ID<EventSubject>
    package let createdAt: Instant

    /// Draws an id: call it outside the transaction.
    package init<Entity>(_ kind: EventKind, about subject: ID<Entity>, at now: Instant) {
        self.init(id: .timeOrdered(at: now), kind: kind, subject: subject.cast(), createdAt: now)
    }

    init(id: ID<OutboxEvent>, kind: EventKind, subject: ID<EventSubject>, createdAt: Instant) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.createdAt = createdAt
    }

    package func insert(in session: any SQLSession) throws {
        try OutboxQueries.insert(self, in: session)
    }
}

/// An event with its place in the organisation's order of events: what `Last-Event-ID` counts.
package struct NumberedEvent: Hashable, Sendable {
    package let sequence: Int
    package let event: OutboxEvent
}
