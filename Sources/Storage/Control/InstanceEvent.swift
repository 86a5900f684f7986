// SPDX-License-Identifier: Apache-2.0

package import Values

/// What the instance log tells those who run it.
package enum InstanceEvent: String, SQLEnum, Sendable, CaseIterable {
    case businessRegistered = "business-registered"
    case organisationRegistered = "organisation-registered"
    case hostAssigned = "host-assigned"
    case webhookRouted = "webhook-routed"
}

/// One line of the instance log. `subject` is a slug, host, account or organisation id, never anything personal.
package struct InstanceLogEntry: Hashable, Sendable {
    package let id: ID<InstanceLogEntry>
    package let at: Instant
    package let event: InstanceEvent
    package let subject: String

    init(id: ID<InstanceLogEntry>, at: Instant, event: InstanceEvent, subject: String) {
        self.id = id
        self.at = at
        self.event = event
        self.subject = subject
    }

    init(_ event: InstanceEvent, _ subject: String, at now: Instant) {
        self.init(id: .timeOrdered(at: now), at: now, event: event, subject: subject)
    }
}
