// SPDX-License-Identifier: Apache-2.0

package import Values

/// What the instance log tells those who run it.
package enum InstanceEvent: String, Sendable, CaseIterable {
    case businessRegistered = "business-registered"
    case organisationRegistered = "organisation-registered"
    case hostAssigned = "host-assigned"
    case webhookRouted = "webhook-routed"
    case drillRun = "drill-run"
}

/// Where the control store writes down what happened to the instance. The audit mechanism, which stands above it, is the one
/// that keeps such a log.
package protocol InstanceLog: Sendable {
    /// Makes an entry, before the transaction. `subject` is a slug, host, account or organisation id, never anything personal.
    func entry(_ event: InstanceEvent, _ subject: String, at now: Instant) -> any InstanceLogEntry
}

/// One entry of the instance log, to be inserted in the transaction of the act itself.
package protocol InstanceLogEntry: Sendable {
    func insert(in session: any SQLSession) throws
}
