// SPDX-License-Identifier: Apache-2.0

/// What a feature does with personal data: the declarations without which it may not be switched on.
package struct FeatureNeeds: Sendable {
    /// One use of one category.
    package struct Use: Hashable, Sendable {
        package let purpose: Purpose
        package let category: Category
    }

    /// One category that leaves.
    package struct Sending: Hashable, Sendable {
        package let recipient: RecipientID
        package let purpose: Purpose
        package let category: Category
    }

    /// One thing it keeps in browsers.
    package struct Keeping: Hashable, Sendable {
        package let name: String
        package let store: BrowserEntry.Store
        package let need: BrowserEntry.Need
    }

    package let uses: [Use]
    package let sendings: [Sending]
    package let notices: [PolicyNotice]
    package let keepings: [Keeping]

    init(
        _ uses: KeyValuePairs<Purpose, [Category]>,
        to sendings: KeyValuePairs<RecipientID, KeyValuePairs<Purpose, [Category]>> = [:],
        notices: [PolicyNotice] = [],
        inBrowsers keepings: [Keeping] = []
    ) {
        self.uses = uses.flatMap { purpose, categories in
            categories.map { Use(purpose: purpose, category: $0) }
        }
        self.sendings = sendings.flatMap { recipient, flows in
            flows.flatMap { purpose, categories in
                categories.map { Sending(recipient: recipient, purpose: purpose, category: $0) }
            }
        }
        self.notices = notices
        self.keepings = keepings
    }
}

extension RecipientID {
    package static let stripe = RecipientID("stripe")
    package static let vietQR = RecipientID("vietqr")
    package static let esimAccess = RecipientID("esim-access")
    package static let airalo = RecipientID("airalo")
    package static let mail = RecipientID("mail")
    package static let telegram = RecipientID("telegram")
    package static let whatsApp = RecipientID("whatsapp")
    package static let openAI = RecipientID("openai")
    package static let openRouter = RecipientID("openrouter")
}

extension PolicyFeature {
    package var needs: FeatureNeeds {
        switch self {
        case .guestCheckout:
            FeatureNeeds(
                [
                    .purchase: [.emailAddress, .order], .legalDuty: [.order, .invoiceMinimum, .acceptance],
                    .fraudPrevention: [.networkAddress, .order],
                    .support: [.emailAddress, .order, .paymentReference, .esimUsage],
                ],
                notices: [.useBegins, .emailField, .ageDeclaration, .underAge])
        case .stripeCheckout:
            FeatureNeeds(
                [
                    .purchase: [.paymentReference], .fraudPrevention: [.paymentReference],
                ],
                to: [
                    .stripe: [
                        .purchase: [.emailAddress, .order, .paymentReference], .legalDuty: [.order, .paymentReference],
                    ]
                ],
                notices: [.paymentGateway])
        case .bankTransfer:
            FeatureNeeds(
                [.purchase: [.bankTransfer, .order, .paymentReference], .support: [.bankTransfer]],
                to: [.vietQR: [.purchase: [.order]]], notices: [.bankTransfer])
        case .esimAccess:
            FeatureNeeds(
                [.purchase: [.order, .esimProfile, .esimUsage]],
                to: [.esimAccess: [.purchase: [.order], .legalDuty: [.order]]])
        case .airalo:
            FeatureNeeds(
                [.purchase: [.order, .esimProfile, .esimUsage]],
                to: [.airalo: [.purchase: [.order]]])
        case .orderMail:
            FeatureNeeds(
                [.confirmation: [.emailAddress, .order, .esimProfile]],
                to: [.mail: [.confirmation: [.emailAddress, .order, .esimProfile]]])
        case .usageNotices:
            FeatureNeeds(
                [.serviceNotice: [.emailAddress, .order, .esimUsage]],
                to: [.mail: [.serviceNotice: [.emailAddress, .order, .esimUsage]]])
        case .orderPage:
            FeatureNeeds([.purchase: [.order, .esimProfile, .esimUsage, .paymentReference]])
        case .rightsRequests:
            FeatureNeeds(
                [.legalDuty: [.rightsRequest, .emailAddress]],
                to: [.mail: [.legalDuty: [.emailAddress, .rightsRequest]]],
                notices: [.erasure])
        case .staffConsole:
            FeatureNeeds([.staffAccess: [.staffAccount], .fraudPrevention: [.networkAddress]])
        case .analytics:
            FeatureNeeds(
                [.improvement: [.visit]], notices: [.analyticsQuestion],
                inBrowsers: [
                    .init(name: BrowserEntry.analyticsName, store: .cookie, need: .analytics),
                    .init(name: BrowserEntry.choiceName, store: .cookie, need: .essential),
                ])
        case .liveChat:
            FeatureNeeds(
                [
                    .support: [.chatMessage, .emailAddress], .legalDuty: [.acceptance, .emailAddress],
                    .fraudPrevention: [.networkAddress], .staffAccess: [.staffAccount],
                ],
                to: [.mail: [.support: [.emailAddress]]],
                notices: [.chatBegins, .ageDeclaration, .underAge])
        case .telegramBridge:
            FeatureNeeds(
                [.support: [.chatMessage]], to: [.telegram: [.support: [.chatMessage]]], notices: [.chatBegins])
        case .whatsApp:
            FeatureNeeds(
                [
                    .support: [.chatMessage, .phoneNumber, .contactName],
                    .legalDuty: [.chatMessage, .phoneNumber],
                ],
                to: [.whatsApp: [.support: [.chatMessage, .phoneNumber]]])
        case .assistance: FeatureNeeds([.assistance: [.chatMessage]])
        case .openAI:
            FeatureNeeds([.assistance: [.chatMessage]], to: [.openAI: [.assistance: [.chatMessage]]])
        case .openRouter:
            FeatureNeeds([.assistance: [.chatMessage]], to: [.openRouter: [.assistance: [.chatMessage]]])
        }
    }
}
