// SPDX-License-Identifier: Apache-2.0

import Logging
package import Storage
import Synchronization
import Values

/// The organisations open in this process: each opened once, at first use.
package actor OpenOrganisations {
    private let make: @Sendable (Organisation) async throws -> OpenOrganisation
    private let control: ControlStore
    private var opening: [OrganisationID: Task<OpenOrganisation, any Error>] = [:]

    init(control: ControlStore, make: @escaping @Sendable (Organisation) async throws -> OpenOrganisation) {
        self.control = control
        self.make = make
    }

    /// Opens it, or joins whoever is opening it. A failed opening is tried again by the next to ask.
    package func open(_ organisation: Organisation) async throws -> OpenOrganisation {
        if let task = opening[organisation.id] { return try await task.value }
        let make = make
        let task = Task { try await make(organisation) }
        opening[organisation.id] = task
        do {
            return try await task.value
        } catch {
            opening[organisation.id] = nil
            throw error
        }
    }

    package func open(_ id: OrganisationID) async throws -> OpenOrganisation {
        if let task = opening[id] { return try await task.value }
        guard let organisation = try await control.organisations().first(where: { $0.id == id }) else {
            throw OrganisationUnknown()
        }
        return try await open(organisation)
    }

    package var opened: [OpenOrganisation] {
        get async {
            var opened: [OpenOrganisation] = []
            for task in opening.values {
                // One that failed to open is not open.
                if let organisation = try? await task.value { opened.append(organisation) }
            }
            return opened
        }
    }
}

package struct OrganisationUnknown: Error {}
