// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The control store's list of organisations with work waiting, so that a start does not have to open them all.
package protocol DueIndex: Sendable {
    /// Organisations whose time has come, the longest waiting first.
    func dueOrganisations(at now: Instant) async throws -> [OrganisationID]
    /// Notes that the organisation has work at `instant`; an earlier time already noted stays. Durable on return.
    func markDue(_ organisation: OrganisationID, at instant: Instant) async throws
    /// Replaces what is noted; nil when nothing waits.
    func reschedule(_ organisation: OrganisationID, to instant: Instant?) async throws
}
