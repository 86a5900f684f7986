// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Integrations
import Values

/// Carries an organisation's mail through its own server, where it has one, and everything else as the installation does.
actor OrganisationCourier: Courier {
    private let installation: any Courier
    private let accounts: OrganisationAccounts
    private let clock: any WallClock
    /// The connection to the organisation's own server, until its account changes.
    private var own: (courier: SMTPCourier, mark: String)?

    init(installation: any Courier, accounts: OrganisationAccounts, clock: any WallClock) {
        self.installation = installation
        self.accounts = accounts
        self.clock = clock
    }

    nonisolated func deliver(_ outgoing: Outgoing) async throws -> Reply {
        guard case .mail = outgoing, let own = try await carrier() else {
            return try await installation.deliver(outgoing)
        }
        return try await own.deliver(outgoing)
    }

    private func carrier() async throws -> SMTPCourier? {
        let account: (server: SMTPServer, mark: String)?
        do {
            account = try await accounts.mail()
        } catch {
            // Never by another server than the one that was meant.
            throw DeliveryFailure.notSent("mail-account-unreadable")
        }
        guard let account else { return nil }
        if let own, own.mark == account.mark { return own.courier }
        let courier = SMTPCourier(server: account.server, clock: clock)
        own = (courier, account.mark)
        return courier
    }
}
