// SPDX-License-Identifier: Apache-2.0

import Audit
import Disclosure
package import Policy
import Storage
package import Values
package import Vault

/// Finds a customer by their exact address, or by one of their orders, for a stated purpose.
///
/// Both are opened with an audit entry: who looked for which purpose stands in the access log before anything is shown, for every
/// person found, and a search that finds nobody stands there too, so that nobody fishes unseen.
package struct FindCustomer: Sendable {
    let foundation: ShopFoundation

    package func callAsFunction(
        _ address: EmailAddress, for purpose: Purpose, as caller: Caller
    ) async throws -> CustomerSearch {
        guard caller.mayWorkOnOrders, case .staff(let member) = caller else { return .forbidden }
        guard foundation.policy.roles(mayOpen: .emailAddress, for: purpose).contains(member.role) else {
            return .refused(.callerMayNot)
        }
        let people = try await foundation.vault.people(.guestEmail, address.canonical)
        let entry = AuditEntry(
            log: .access, type: "customer.searched", at: foundation.clock.now(),
            policyVersion: foundation.policy.version.hex, aboutAll: people, by: member.id, purpose: purpose.rawValue,
            categories: [Category.emailAddress.rawValue], outcome: people.isEmpty ? "nobody" : "found")
        try await foundation.data.write { try entry.insert(in: $0) }
        return try await open(people, with: address, for: purpose, as: caller)
    }

    package func callAsFunction(
        buyerOf id: ID<Order>, for purpose: Purpose, as caller: Caller
    ) async throws -> CustomerSearch {
        guard caller.mayWorkOnOrders else { return .forbidden }
        let found = try await foundation.data.read { session in
            try OrderQueries.order(id, in: session)?.person.flatMap { person in
                try OrderQueries.email(of: person, in: session).map { (person: person, email: $0) }
            }
        }
        guard let found else { return .nobody }
        switch try await foundation.vault.open(found.email, of: found.person, for: purpose, as: caller) {
        case .refused(.erased): return .nobody
        case .refused(let refusal): return .refused(refusal)
        case .opened(let text):
            guard let address = EmailAddress(text.expose()) else { return .nobody }
            let others = try await foundation.vault.people(.guestEmail, address.canonical)
            let people = [found.person] + others.filter { $0 != found.person }
            return try await open(people, with: address, for: purpose, as: caller)
        }
    }

    /// Only those whose address it really is: while a correction is under way a look-up leads to more.
    private func open(
        _ people: [PersonID], with address: EmailAddress, for purpose: Purpose, as caller: Caller
    ) async throws -> CustomerSearch {
        var opened: [PersonID] = []
        var shown: Personal<String>?
        var refusal: VaultRefusal?
        for person in people {
            guard let email = try await foundation.data.read({ try OrderQueries.email(of: person, in: $0) }) else {
                continue
            }
            switch try await foundation.vault.open(email, of: person, for: purpose, as: caller) {
            case .opened(let text) where EmailAddress(text.expose())?.canonical == address.canonical:
                opened.append(person)
                shown = shown ?? text
            case .opened, .refused(.erased): continue
            case .refused(let reason): refusal = reason
            }
        }
        guard let shown else { return refusal.map { .refused($0) } ?? .nobody }
        return .found(try await history(of: opened, shown))
    }

    private func history(of people: [PersonID], _ email: Personal<String>) async throws -> CustomerHistory {
        try await foundation.data.read { session in
            let orders = try people.flatMap { try OrderQueries.orders(of: $0, in: session) }
                .sorted { $0.placedAt < $1.placedAt }
            return CustomerHistory(
                email: email, people: people,
                purchases: try orders.map { order in
                    CustomerHistory.Purchase(
                        order: order, lines: try OrderQueries.lines(of: order, in: session),
                        payments: try PaymentQueries.payments(of: order.id, in: session),
                        events: try OrderEventQueries.events(of: order.id, in: session))
                },
                disclosures: try people.flatMap { try DisclosureQueries.about($0, in: session) })
        }
    }
}
