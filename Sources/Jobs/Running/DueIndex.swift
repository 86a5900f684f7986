// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The control store's list of organisations with work waiting, so that a start does not have to open them all.
package protocol DueIndex: Sendable {
    /// Organisations whose time has come, the longest waiting first.
    func dueOrganisations(at now: Instant, limit: Int) async throws -> [DueOrganisation]
    /// Notes that the organisation has work at `instant`; an earlier time already noted stays. Durable on return.
    func markDue(_ organisation: OrganisationID, at instant: Instant) async throws
    /// Notes a later time. Does nothing when the organisation was marked since it was seen.
    func reschedule(_ organisation: DueOrganisation, at instant: Instant) async throws
    /// Notes that nothing waits, under the same condition.
    func clearDue(_ organisation: DueOrganisation) async throws
}

extension ControlStore: DueIndex {}
