// SPDX-License-Identifier: Apache-2.0

import Crypto
import Storage
import Values

/// Brings the tables and the shelf to what `catalogue.yaml` says. Doing it again with the same file writes nothing.
package struct LoadCatalogue: Sendable {
    let foundation: ShopFoundation

    /// Returns the catalogue now on the shelf; throws `CatalogueProblem` before anything has changed.
    @discardableResult
    package func callAsFunction(yaml: String) async throws -> Catalogue {
        try await callAsFunction(try CatalogueSource(yaml: yaml))
    }

    @discardableResult
    package func callAsFunction(_ source: CatalogueSource) async throws -> Catalogue {
        let (definition, digest) = (source.definition, source.digest)
        let now = foundation.clock.now()
        let stands = try await foundation.data.read { try CatalogueQueries.stand(in: $0)?.digest == digest }
        if !stands {
            try await foundation.data.write { session in
                let version = (try CatalogueQueries.stand(in: session)?.version ?? 0) + 1
                try CatalogueQueries.unlistAll(in: session)
                for (position, plan) in definition.plans.enumerated() {
                    try CatalogueQueries.list(plan, position: position, in: session)
                }
                for (destination, offers) in definition.topUps {
                    for (position, offer) in offers.enumerated() {
                        try CatalogueQueries.list(offer, for: destination, position: position, in: session)
                    }
                }
                try CatalogueQueries.record(.init(version: version, digest: digest), at: now, in: session)
            }
        }
        return try await foundation.refreshShelf()
    }
}

/// A `catalogue.yaml`, read and found right: once, however many organisations take it over.
package struct CatalogueSource: Sendable {
    package let digest: [UInt8]
    let definition: CatalogueDefinition

    /// Throws `CatalogueProblem`.
    package init(yaml: String) throws {
        definition = try CatalogueDefinition(yaml: yaml)
        digest = [UInt8](SHA256.hash(data: [UInt8](yaml.utf8)))
    }
}

extension Shop {
    /// Puts up what the tables hold when it is newer than what is up; returns the number of the catalogue now up.
    @discardableResult
    package func refreshCatalogue() async throws -> Int {
        try await loadCatalogue.foundation.refreshShelfIfOutdated()
    }
}

extension ShopFoundation {
    func refreshShelfIfOutdated() async throws -> Int {
        let version = try await data.read { try CatalogueQueries.stand(in: $0)?.version ?? 0 }
        return version > shelf.current.version ? try await refreshShelf().version : version
    }

    /// Reads the catalogue from the tables and puts it up.
    @discardableResult
    func refreshShelf() async throws -> Catalogue {
        let catalogue = try await data.read { session in
            let topUps = try CatalogueQueries.topUps(in: session)
            return Catalogue(
                version: try CatalogueQueries.stand(in: session)?.version ?? 0,
                plans: try CatalogueQueries.activePlans(in: session),
                topUps: Dictionary(grouping: topUps, by: \.destination).mapValues { $0.map(\.offer) },
                destinations: try CatalogueQueries.destinationsOfAllPlans(in: session))
        }
        shelf.replace(with: catalogue)
        return shelf.current
    }
}
