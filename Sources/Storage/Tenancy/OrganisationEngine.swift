// SPDX-License-Identifier: Apache-2.0

import Values

/// How one engine keeps organisations apart and opens them.
protocol OrganisationEngine: Sendable {
    var openCount: Int { get }
    /// With `creating`, makes what is missing; otherwise throws `InstallationProblem.databaseMissing`.
    func open(_ organisation: OrganisationID, creating: Bool) throws -> OrganisationStores
    /// Brings what organisations share to the program's schema.
    func prepare() throws
    /// Closes the databases of one organisation unless somebody holds them; the next to ask opens them again.
    func release(_ organisation: OrganisationID) async
    func close() async
}
