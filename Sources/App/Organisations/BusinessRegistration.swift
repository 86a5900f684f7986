// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Integrations
import Policy
import Storage
import Values

/// What a start finds out once about each business, so that no opening of an organisation has to.
struct BusinessRegistration: Sendable {
    struct Entry: Sendable {
        /// The edition of its folder: an organisation that has taken it over has nothing to do.
        let edition: Instant
        /// The text of the catalogue that a fresh shop begins with; nil where nothing is sold.
        let catalogue: String?
    }

    /// By business.
    let entries: [String: Entry]
    /// The businesses' own organisations.
    let own: [Organisation]

    /// Makes every business of the folder known to the control store, with its hosts; idempotent.
    init(
        of businesses: Businesses, in control: ControlStore, _ databases: OrganisationDatabases, settings: Settings
    ) async throws {
        var (entries, own): ([String: Entry], [Organisation]) = ([:], [])
        for business in businesses.all {
            let (slug, name) = (business.definition.slug, business.definition.name.english)
            let catalogue =
                business.policy.declarations.sells
                ? try String(contentsOfFile: business.catalogue, encoding: .utf8) : nil
            let content = SHA256.hash(data: [UInt8](business.policySource.text.utf8))
            let edition = try await control.register(business: slug, name: name, content: [UInt8](content))
            entries[slug] = Entry(edition: edition, catalogue: catalogue)
            let organisation = try await control.register(organisation: slug, of: slug, name: name, in: databases)
            own.append(organisation)
            for host in business.definition.hosts {
                try await control.assign(host: host, to: organisation.id)
            }
            try await control.route(provider: "stripe", account: slug, to: organisation.id)
            try await control.route(provider: "vietqr", account: slug, to: organisation.id)
            try await control.route(provider: "telegram", account: slug, to: organisation.id)
            try await control.route(provider: "airalo", account: slug, to: organisation.id)
            if let account = settings.adapters.esimAccess, !account.webhookSecret.isEmpty {
                try await control.route(
                    provider: "esim-access", account: CallbackAccount.digest(of: account.webhookSecret),
                    to: organisation.id)
            }
        }
        (self.entries, self.own) = (entries, own)
    }
}
