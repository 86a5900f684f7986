// SPDX-License-Identifier: Apache-2.0

import Accounts
import Console
import Conversations
import Disclosure
import Integrations
import Policy
import Values
import Vault

/// Asks a provider something about nobody, to see whether it takes the account in force.
struct TryAccounts: Sendable {
    let accounts: OrganisationAccounts
    let door: Door
    let policy: Policy
    let connectWhatsApp: @Sendable () async throws -> ConnectChannel.Outcome
    let clock: any WallClock

    func callAsFunction(_ provider: CredentialProvider) async throws -> AccountTrial {
        switch provider {
        case .stripe: try await tryStripe()
        case .esimAccess: try await tryESIMAccess()
        case .mail: try await tryMail()
        case .whatsApp: try await tryWhatsApp()
        case .openAI: try await tryModel(.openAI)
        case .openRouter: try await tryModel(.openRouter)
        }
    }

    /// Takes over the account's numbers and templates while it is at it.
    private func tryWhatsApp() async throws -> AccountTrial {
        switch try await connectWhatsApp() {
        case .connected(let numbers): .works(.numbers(numbers.map { "\($0.shown) \($0.name)" }))
        case .refused(let trouble): .refused("\(trouble.kind.rawValue) \(trouble.code)")
        case .unreachable: .unreachable
        case .noAccount: .noAccount
        }
    }

    private func tryStripe() async throws -> AccountTrial {
        let account = try await accounts.stripe()
        guard !account.secretKey.isEmpty else { return .noAccount }
        let payments = StripePayments(account: { account }, door: door)
        return switch try await payments.greet() {
        case .welcome: .works(account.isLive ? .realMoney : .testMoney)
        case .refused(let code): .refused(code)
        case .unreachable: .unreachable
        }
    }

    private func tryESIMAccess() async throws -> AccountTrial {
        let account = try await accounts.esimAccess()
        guard !account.secretKey.isEmpty else { return .noAccount }
        let supply = ESIMAccessSupply(account: { account }, door: door, clock: clock)
        return switch try await supply.greet() {
        case .welcome(let balance): .works(.balance(Money(minorUnits: balance / 100, currency: .usd)))
        case .refused(let code): .refused(code)
        case .unreachable: .unreachable
        }
    }

    private func tryModel(_ provider: ModelAccount.Provider) async throws -> AccountTrial {
        guard let account = try await accounts.model(of: provider) else { return .noAccount }
        return switch try await ModelEngine(account: account, door: door).greet() {
        case .welcome: .works(.signedIn)
        case .refused(let code): .refused(code)
        case .unreachable: .unreachable
        }
    }

    private func tryMail() async throws -> AccountTrial {
        guard policy.recipient(RecipientID("mail"))?.route == .adapter else {
            return .refused("recipient-not-declared")
        }
        guard let server = try await accounts.mail()?.server ?? accounts.installation.mail else { return .noAccount }
        switch await SMTPCourier(server: server, clock: clock, deadline: .seconds(15)).greet() {
        case nil: return .works(.signedIn)
        case .notSent(let reason), .noAnswer(let reason), .rejected(let reason): return .refused(reason)
        }
    }
}
