// SPDX-License-Identifier: Apache-2.0

package import Storage
package import Values

/// The control store's list of organisations with work waiting, so that a start does not have to open them all.
package protocol DueIndex: Sendable {
    /// Organisations whose time has come, the longest waiting first.
    func dueOrganisations(at now: Instant, limit: Int) async throws -> [DueOrganisation]
    /// Notes that the work of these organisations is this server's: should it be lost, they are found. Durable on return.
    func claim(_ organisations: [OrganisationID], at now: Instant) async throws
    /// Whether claims run out and are to be renewed.
    var claimsRunOut: Bool { get }
    /// The organisation as it stands now, for whoever is about to look for its work.
    func seeing(_ organisation: OrganisationID) -> DueOrganisation
    /// Notes a later time. Does nothing when the organisation was marked since it was seen.
    func reschedule(_ organisation: DueOrganisation, at instant: Instant) async throws
    /// Notes that nothing waits, under the same condition.
    func clearDue(_ organisation: DueOrganisation) async throws
}

extension ControlStore: DueIndex {}
