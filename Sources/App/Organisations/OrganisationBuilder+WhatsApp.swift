// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Conversations
import Disclosure
import Integrations
import Policy
import Storage
import Values

extension OrganisationBuilder {
    /// WhatsApp, when the policy declares it and the installation has an app at Meta.
    func channel(of business: Businesses.Business, _ accounts: OrganisationAccounts, door: Door) -> WhatsAppChannel? {
        guard business.policy.declarations.features.contains(.whatsApp), let app = settings.adapters.whatsApp else {
            return nil
        }
        return WhatsAppChannel(app: app, account: accounts.whatsApp, budget: numberBudget, door: door)
    }

    /// Has what comes to the account's numbers brought to this organisation, as far as they are nobody else's.
    func connectWhatsApp(
        of organisation: Organisation, _ conversations: Conversations
    ) async throws -> ConnectChannel.Outcome {
        let outcome = try await conversations.connectChannel()
        if case .connected(let numbers) = outcome {
            for number in numbers {
                _ = try await control.claim(
                    provider: WhatsAppRoutes.provider, account: number.number, for: organisation.id)
            }
        }
        return outcome
    }

    /// How long something may wait for the message it speaks of: those before the account was connected never come.
    private static let patience = Duration.seconds(300)

    func whatsAppHandler(_ conversations: Conversations) -> CallbackHandler {
        { [clock] body, callback in
            guard let event = WhatsAppEvent.read(body, at: callback.receivedAt) else {
                return .failed(code: "unreadable")
            }
            switch try await conversations.takeFromChannel(event) {
            case .done: return .done
            case .ignored: return .ignored
            case .waits:
                return clock.now() - callback.receivedAt < Self.patience ? .later(.seconds(2)) : .ignored
            }
        }
    }
}
