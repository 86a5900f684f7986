// SPDX-License-Identifier: Apache-2.0

import Accounts
import Commerce
import Console
import Disclosure
import Integrations
import Values

/// The accounts an organisation works with: its own where its owner has set one up, the installation's otherwise. Asked at each
/// use, so that a change holds at once.
struct OrganisationAccounts: Sendable {
    let installation: AdapterSettings
    let own: KeepCredentials
    /// Whether a host that an owner typed may be this machine or one of its network.
    let mayReachInside: Bool

    func stripe() async throws -> StripeAccount {
        let installed = installation.stripe ?? .absent
        guard let found = try await own.credentials(of: .stripe) else { return installed }
        return StripeAccount(
            secretKey: found["secret-key"], webhookSecrets: [found["webhook-secret"]],
            baseURL: installation.stripe?.baseURL ?? StripeAccount.address)
    }

    func esimAccess() async throws -> ESIMAccessAccount {
        let installed = installation.esimAccess ?? .absent
        guard let found = try await own.credentials(of: .esimAccess) else { return installed }
        return ESIMAccessAccount(
            accessCode: found["access-code"], secretKey: found["secret-key"],
            webhookSecret: found[CredentialProvider.webhookPath],
            allowedSenders: installation.esimAccess?.allowedSenders ?? ESIMAccessAccount.senders,
            baseURL: installation.esimAccess?.baseURL ?? ESIMAccessAccount.address)
    }

    /// The organisation's own: the installation has none.
    func whatsApp() async throws -> WhatsAppAccount? {
        guard let found = try await own.credentials(of: .whatsApp) else { return nil }
        return WhatsAppAccount(token: found["access-token"], account: found["business-account"])
    }

    /// Models that may be asked for help, in the order they are asked: the organisation's own accounts, else the installation's.
    func models() async throws -> [ModelAccount] {
        var found: [ModelAccount] = []
        for provider in [ModelAccount.Provider.openAI, .openRouter] {
            if let account = try await model(of: provider) { found.append(account) }
        }
        return found
    }

    func model(of provider: ModelAccount.Provider) async throws -> ModelAccount? {
        let (kind, installed) =
            switch provider {
            case .openAI: (CredentialProvider.openAI, installation.openAI)
            case .openRouter: (CredentialProvider.openRouter, installation.openRouter)
            }
        if let found = try await own.credentials(of: kind) {
            return ModelAccount(provider, key: found["api-key"], model: found["model"], baseURL: installed?.baseURL)
        }
        guard let installed, !installed.key.isEmpty, !installed.model.isEmpty else { return nil }
        return installed
    }

    /// The mail server of the organisation's own, and a mark that changes with it; nil where the installation's carries its mail.
    func mail() async throws -> (server: SMTPServer, mark: String)? {
        guard let found = try await own.credentials(of: .mail), let sender = EmailAddress(found["from"]) else {
            return nil
        }
        let server = SMTPServer(
            host: found["host"], port: Int(found["port"]) ?? 587,
            security: found["port"] == "465" ? .implicit : .startTLS, user: found["user"], password: found["password"],
            certificateAuthorities: installation.mail?.certificateAuthorities, senderName: found["from-name"],
            senderAddress: sender, isPublicOnly: !mayReachInside)
        return (server, "\(found.id)")
    }

    /// Whether a host that an owner typed may be connected to.
    func standing(ofHost host: String) async -> TypedHost {
        if mayReachInside { return .fine }
        return switch await MailHost.look(at: host) {
        case .open: .fine
        case .inner: .inner
        case .unknown: .unknown
        }
    }

    /// Who checks what a provider posts; nil for one without an account here.
    func callbackReader(of provider: String) async throws -> (any CallbackReader)? {
        switch provider {
        case "stripe":
            let account = try await stripe()
            return account.webhookSecrets.isEmpty ? nil : StripeCallbacks(account: account)
        case "esim-access":
            let account = try await esimAccess()
            return account.webhookSecret.isEmpty ? nil : ESIMAccessCallbacks(account: account)
        case "airalo": return installation.airalo.map { AiraloCallbacks(account: $0) }
        case "telegram": return installation.telegram.map { TelegramCallbacks(account: $0) }
        case "vietqr": return installation.vietQR.map { VietQRCallbacks(account: $0) }
        default: return nil
        }
    }

    /// Who reads what is stored already and is the shop's: whatever the account is now.
    var storedReaders: [String: any CallbackReader] {
        var readers: [String: any CallbackReader] = [
            "stripe": StripeCallbacks(account: .absent), "esim-access": ESIMAccessCallbacks(account: .absent),
        ]
        if let account = installation.airalo { readers["airalo"] = AiraloCallbacks(account: account) }
        if let account = installation.vietQR { readers["vietqr"] = VietQRCallbacks(account: account) }
        return readers
    }
}
