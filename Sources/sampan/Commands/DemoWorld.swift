// SPDX-License-Identifier: Apache-2.0

import App
import Foundation
import Integrations
import Policy
import Simulators
import Values

/// The accounts that the demo's shop and the demo's world agree on. Good for nothing outside this machine.
enum DemoWorld {
    static let webhookSecret = "whsec_sampan_world_test"
    static let telegramSecret = "a-secret-only-telegram-knows"
    static let supplierPath = "a-path-only-the-supplier-knows"

    /// No card of the demo is real, so nobody has to show anything.
    static let attestedUntil = [RecipientID.stripe: RevisionDate(year: 2999, month: 12, day: 31)]

    static func adapters(port: Int, smtpPort: Int, certificate: String) -> AdapterSettings {
        let world = WorldConfiguration(publicURL: "")
        return AdapterSettings(
            stripe: StripeAccount(
                secretKey: world.stripe.secretKey, webhookSecrets: [webhookSecret],
                baseURL: "http://world.localhost:\(port)/stripe"),
            vietQR: VietQRAccount(
                bankBIN: world.vietQR.bankBIN, bankName: world.vietQR.bankName,
                accountNumber: world.vietQR.accountNumber, holder: world.vietQR.holder,
                username: world.vietQR.username, password: world.vietQR.password),
            esimAccess: ESIMAccessAccount(
                accessCode: world.esimAccess.accessCode, secretKey: world.esimAccess.secretKey,
                webhookSecret: supplierPath, allowedSenders: ["127.0.0.1"],
                baseURL: "http://world.localhost:\(port)/esim-access"),
            airalo: AiraloAccount(
                clientID: world.airalo.clientID, clientSecret: world.airalo.clientSecret,
                baseURL: "http://world.localhost:\(port)/airalo"),
            mail: EmailAddress("support@vietnamconnect.com").map { sender in
                SMTPServer(
                    host: "127.0.0.1", port: smtpPort, user: world.mail.user, password: world.mail.password,
                    certificateAuthorities: certificate, senderName: "Vietnam Connect", senderAddress: sender)
            },
            telegram: EmailAddress("agent@vietnamconnect.com").map { agent in
                TelegramAccount(
                    token: world.telegram.token, chat: world.telegram.chat, webhookSecret: telegramSecret,
                    staff: [world.telegram.agent: agent], webhookOrigin: "http://127.0.0.1:\(port)",
                    baseURL: "http://world.localhost:\(port)/telegram")
            },
            whatsApp: WhatsAppApp(
                secret: world.whatsApp.appSecret, verifyToken: world.whatsApp.verifyToken,
                baseURL: "http://world.localhost:\(port)/whatsapp"))
    }

    /// A free port when none was asked for.
    static func mailPort(_ wanted: Int) throws -> Int {
        guard wanted == 0 else { return wanted }
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard descriptor >= 0, bound else { throw POSIXError(.EADDRNOTAVAIL) }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    static func welcome(_ app: App, port: Int) -> String {
        var lines = [""]
        for business in app.businesses.all {
            let host = business.definition.hosts[0]
            lines.append("  \(business.definition.name.english)")
            lines.append("    pages     http://\(host):\(port)")
            lines.append("    console   http://\(host):\(port)/console")
        }
        lines += ["  Demo staff"] + DemoStaff.all.map { "    \($0.role.rawValue): \($0.email) / \(DemoStaff.password)" }
        lines += [
            "  World (mailbox, card payments, banking app, supplier, Telegram group, WhatsApp phones)",
            "    http://world.localhost:\(port)",
            "    Pay with card 4242 4242 4242 4242, any future date, any CVC.", "",
        ]
        return lines.joined(separator: "\n")
    }
}

extension WorldConfiguration {
    static func demo(publicURL: String, shop: String?, smtpPort: Int, mailCA: String?) -> WorldConfiguration {
        var configuration = WorldConfiguration(publicURL: publicURL)
        configuration.mail.port = smtpPort
        configuration.mail.certificatePath = mailCA
        if let shop {
            configuration.stripe.endpoints = [
                WebhookEndpoint(
                    url: "\(shop)/webhooks/stripe/vietnam-connect", secrets: [DemoWorld.webhookSecret])
            ]
            configuration.vietQR.callbackBase = "\(shop)/webhooks/vietqr/vietnam-connect"
            configuration.whatsApp.webhook = "\(shop)/webhooks/whatsapp"
            configuration.airalo.webhook = "\(shop)/webhooks/airalo/vietnam-connect"
            configuration.esimAccess.webhook = "\(shop)/webhooks/esim-access/\(DemoWorld.supplierPath)"
        }
        return configuration
    }
}
