// SPDX-License-Identifier: Apache-2.0

/// What the world is told about the shop it stands beside: addresses, keys, and where its webhooks go.
///
/// The keys are the world's own inventions for demo and tests; none opens anything at a real provider.
package struct WorldConfiguration: Sendable {
    /// Where a browser reaches the world, without a final slash: `http://world.localhost:8080`.
    package var publicURL: String
    package var stripe = Stripe()
    package var vietQR = VietQR()
    package var esimAccess = ESIMAccess()
    package var airalo = Airalo()
    package var mail = Mail()
    package var telegram = Telegram()
    package var whatsApp = WhatsApp()
    package var models = Models()

    package init(publicURL: String) {
        self.publicURL = publicURL
    }

    package struct Stripe: Sendable {
        package var secretKey = "sk_test_sampan_world"
        package var merchantName = "Vietnam Connect"
        package var endpoints: [WebhookEndpoint] = []
    }

    /// A place Stripe sends signed events to.
    package struct WebhookEndpoint: Hashable, Sendable {
        package var url: String
        /// One `whsec_…` secret, or two while it is being rolled: each delivery then carries a `v1` for either.
        package var secrets: [String]

        package init(url: String, secrets: [String]) {
            self.url = url
            self.secrets = secrets
        }
    }

    package struct VietQR: Sendable {
        /// Vietcombank's; the account is nobody's.
        package var bankBIN = "970436"
        package var bankName = "Vietcombank"
        package var accountNumber = "0000686868"
        package var holder = "VIETNAM CONNECT"
        package var username = "customer-vietqr"
        package var password = "world-vietqr-password"
        /// Where the shop hands out tokens and takes reports, without a final slash.
        package var callbackBase: String?
    }

    package struct ESIMAccess: Sendable {
        package var accessCode = "sampan-world-access-code"
        package var secretKey = "sampan-world-secret-key"
        /// US dollars × 10,000, as the provider counts.
        package var balance: Int64 = 5_000_0000
        /// Where notifications go until `webhook/save` says otherwise.
        package var webhook: String?
        /// How long an order stays without profiles.
        package var allocationDelay: Duration = .milliseconds(800)
    }

    package struct Telegram: Sendable {
        package var token = "7000000001:sampan-world-bot-token"
        package var botName = "Support bot"
        package var chat: Int64 = -1_001_234_567_890
        /// The account on Telegram of the member of staff who answers there.
        package var agent: Int64 = 3_527_065
        /// What is sent to the group beyond it is refused, as Telegram's FAQ says.
        package var messagesPerMinute = 20
    }

    package struct WhatsApp: Sendable {
        package var appSecret = "sampan-world-app-secret"
        package var verifyToken = "sampan-world-verify-token"
        /// Where the app's notices go.
        package var webhook: String?
        /// Two businesses; the first has two numbers.
        let accounts = [
            WhatsAppNetwork.Account(
                id: "100000000000001", token: "EAAGsampanworldtoken1",
                numbers: [
                    .init(id: "200000000000001", shown: "+84 28 7300 0001", name: "Saigon Tea"),
                    .init(id: "200000000000002", shown: "+84 28 7300 0002", name: "Saigon Tea Repairs"),
                ]),
            WhatsAppNetwork.Account(
                id: "100000000000002", token: "EAAGsampanworldtoken2",
                numbers: [.init(id: "200000000000003", shown: "+84 24 7300 0003", name: "Hanoi Silk")]),
        ]
    }

    /// Keys with two who run language models.
    package struct Models: Sendable {
        package var openAIKey = "sk-sampan-world-openai"
        package var openRouterKey = "sk-or-sampan-world"
    }

    package struct Airalo: Sendable {
        package var clientID = "sampan-world-client"
        package var clientSecret = "sampan-world-client-secret"
        /// US cents.
        package var balance: Int64 = 500_000
        /// Where notifications go until somebody opts in elsewhere.
        package var webhook: String?
        /// How long an order waits in the queue.
        package var queueDelay: Duration = .milliseconds(800)
    }

    package struct Mail: Sendable {
        /// 0 takes a free port.
        package var port = 2525
        package var user = "sampan"
        package var password = "world-mail-password"
        /// Where the server's certificate is written as PEM, for the one client that shall trust it.
        package var certificatePath: String?
    }
}
