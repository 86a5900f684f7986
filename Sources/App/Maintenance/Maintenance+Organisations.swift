// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
package import Storage

extension Maintenance {
    package enum Addition: Sendable {
        case added(Organisation)
        case noSuchBusiness
        /// Lower-case letters, digits and hyphens, beginning with a letter, at most 40.
        case badSlug
        case badHost(String)
        /// The business has one of this name.
        case exists
        /// A host name belongs to somebody else.
        case hostTaken(String)
    }

    /// Adds an organisation to a business, with host names of its own. A running server serves it at once.
    package func addOrganisation(
        _ slug: String, of business: String, name: String, hosts: [String]
    ) async throws -> Addition {
        guard businesses.named(business) != nil else { return .noSuchBusiness }
        guard slug.wholeMatch(of: /[a-z][a-z0-9-]{0,39}/) != nil else { return .badSlug }
        for host in hosts {
            guard host.wholeMatch(of: /[a-z0-9]([a-z0-9.-]{0,250}[a-z0-9])?/) != nil else { return .badHost(host) }
        }
        guard try await control.organisation(named: slug, of: business) == nil else { return .exists }
        for host in hosts {
            guard try await control.organisation(forHost: host) == nil, !isOfABusiness(host) else {
                return .hostTaken(host)
            }
        }
        try await control.register(business: business, name: businesses.named(business)?.definition.name.english ?? "")
        let organisation = try await control.register(organisation: slug, of: business, name: name, in: databases)
        for host in hosts { try await control.assign(host: host, to: organisation.id) }
        try await control.route(provider: "stripe", account: organisation.account, to: organisation.id)
        return .added(organisation)
    }

    /// Takes what the folder of a business claims at the next start as taken already.
    private func isOfABusiness(_ host: String) -> Bool {
        businesses.all.contains { $0.definition.hosts.contains(host) }
    }
}

extension Organisation {
    /// The account in the addresses to which providers post: `/webhooks/stripe/<account>`.
    package var account: String { isOwn ? business : "\(business).\(slug)" }
}
