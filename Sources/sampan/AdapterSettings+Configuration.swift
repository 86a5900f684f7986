// SPDX-License-Identifier: Apache-2.0

import App
import Configuration
import Integrations
import Policy
import Values

extension AdapterSettings {
    /// Reads the accounts of the third parties; one whose secret is not set stays off, and says so when it is called.
    init(_ configuration: ConfigReader) throws {
        self.init(
            stripe: Self.stripe(configuration.scoped(to: "stripe")),
            vietQR: Self.vietQR(configuration.scoped(to: "vietqr")),
            esimAccess: Self.esimAccess(configuration.scoped(to: "esimAccess")),
            airalo: Self.airalo(configuration.scoped(to: "airalo")),
            mail: try Self.mail(configuration.scoped(to: "smtp")),
            telegram: try Self.telegram(configuration.scoped(to: "telegram")),
            whatsApp: Self.whatsApp(configuration.scoped(to: "whatsapp")),
            openAI: Self.model(.openAI, configuration.scoped(to: "openai")),
            openRouter: Self.model(.openRouter, configuration.scoped(to: "openrouter")))
    }

    private static func stripe(_ keys: ConfigReader) -> StripeAccount? {
        guard let secretKey = keys.string(forKey: "secretKey", isSecret: true) else { return nil }
        return StripeAccount(
            secretKey: secretKey,
            webhookSecrets: keys.stringArray(forKey: "webhookSecrets", isSecret: true, default: []),
            baseURL: keys.string(forKey: "baseURL", default: "https://api.stripe.com"))
    }

    private static func vietQR(_ keys: ConfigReader) -> VietQRAccount? {
        guard let bankBIN = keys.string(forKey: "bankBIN"), let number = keys.string(forKey: "accountNumber"),
            let password = keys.string(forKey: "password", isSecret: true)
        else { return nil }
        return VietQRAccount(
            bankBIN: bankBIN, bankName: keys.string(forKey: "bankName", default: ""), accountNumber: number,
            holder: keys.string(forKey: "accountHolder", default: ""),
            username: keys.string(forKey: "username", default: "vietqr"), password: password)
    }

    private static func esimAccess(_ keys: ConfigReader) -> ESIMAccessAccount? {
        guard let accessCode = keys.string(forKey: "accessCode", isSecret: true),
            let secretKey = keys.string(forKey: "secretKey", isSecret: true)
        else { return nil }
        let baseURL = keys.string(forKey: "baseURL")
        // The supplier's own addresses are known; whoever plays it elsewhere is let in by the secret path alone.
        let senders = baseURL == nil ? ESIMAccessAccount.senders : []
        return ESIMAccessAccount(
            accessCode: accessCode, secretKey: secretKey,
            webhookSecret: keys.string(forKey: "webhookPath", isSecret: true, default: ""),
            allowedSenders: keys.stringArray(forKey: "allowedSenders").map(Set.init) ?? senders,
            baseURL: baseURL ?? "https://api.esimaccess.com")
    }

    private static func telegram(_ keys: ConfigReader) throws -> TelegramAccount? {
        guard let token = keys.string(forKey: "token", isSecret: true),
            let secret = keys.string(forKey: "webhookSecret", isSecret: true)
        else { return nil }
        guard let chat = keys.string(forKey: "group").flatMap({ Int64($0) }) else {
            throw ConfigurationProblem.telegramGroup
        }
        var staff: [Int64: EmailAddress] = [:]
        for entry in keys.stringArray(forKey: "staff", default: []) {
            let parts = entry.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let account = Int64(parts[0]), let address = EmailAddress(parts[1]) else {
                throw ConfigurationProblem.telegramStaff
            }
            staff[account] = address
        }
        return TelegramAccount(
            token: token, chat: chat, webhookSecret: secret, staff: staff,
            webhookOrigin: keys.string(forKey: "webhookOrigin"),
            baseURL: keys.string(forKey: "baseURL", default: "https://api.telegram.org"))
    }

    private static func whatsApp(_ keys: ConfigReader) -> WhatsAppApp? {
        guard let secret = keys.string(forKey: "appSecret", isSecret: true),
            let verifyToken = keys.string(forKey: "verifyToken", isSecret: true)
        else { return nil }
        return WhatsAppApp(
            secret: secret, verifyToken: verifyToken,
            baseURL: keys.string(forKey: "baseURL", default: WhatsAppApp.address),
            version: keys.string(forKey: "version", default: "v23.0"))
    }

    /// Without a key it still says where the API is, for organisations with a key of their own.
    private static func model(_ provider: ModelAccount.Provider, _ keys: ConfigReader) -> ModelAccount? {
        let (key, address) = (keys.string(forKey: "apiKey", isSecret: true), keys.string(forKey: "baseURL"))
        guard key != nil || address != nil else { return nil }
        return ModelAccount(
            provider, key: key ?? "", model: keys.string(forKey: "model", default: ""), baseURL: address)
    }

    private static func airalo(_ keys: ConfigReader) -> AiraloAccount? {
        guard let clientID = keys.string(forKey: "clientID"),
            let clientSecret = keys.string(forKey: "clientSecret", isSecret: true)
        else { return nil }
        return AiraloAccount(
            clientID: clientID, clientSecret: clientSecret, orderWebhook: keys.string(forKey: "orderWebhook"),
            baseURL: keys.string(forKey: "baseURL", default: "https://partners-api.airalo.com"))
    }

    private static func mail(_ keys: ConfigReader) throws -> SMTPServer? {
        guard let host = keys.string(forKey: "host") else { return nil }
        let from = keys.string(forKey: "from", default: "")
        guard let address = EmailAddress(from) else { throw ConfigurationProblem.senderAddress }
        return SMTPServer(
            host: host, port: keys.int(forKey: "port", default: 587), user: keys.string(forKey: "user"),
            password: keys.string(forKey: "password", isSecret: true),
            certificateAuthorities: keys.string(forKey: "caFile"),
            senderName: keys.string(forKey: "fromName", default: ""), senderAddress: address)
    }
}

extension ConfigReader {
    /// The last day of the card processor's attestation, where it is another than the business's file says.
    func attestedUntil() throws -> [RecipientID: RevisionDate] {
        guard let text = string(forKey: "stripe.attestedUntil") else { return [:] }
        guard let day = RevisionDate(text), day.day != nil else { throw ConfigurationProblem.attestedUntil }
        return [.stripe: day]
    }
}

enum ConfigurationProblem: Error, CustomStringConvertible {
    case senderAddress
    case telegramGroup
    case telegramStaff
    case attestedUntil

    var description: String {
        switch self {
        case .senderAddress:
            "smtp.from is not an e-mail address. Set it to the address mails are sent from, such as orders@your-shop.example."
        case .telegramGroup:
            "telegram.group is not the number of a group. Write it as text, such as \"-1001234567890\"."
        case .telegramStaff:
            "telegram.staff is not a list of `account=address`, such as `3527065=agent@your-shop.example`."
        case .attestedUntil: "stripe.attestedUntil is not a day. Write it like 2027-11-19."
        }
    }
}
