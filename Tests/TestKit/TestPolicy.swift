// SPDX-License-Identifier: Apache-2.0

package import Policy
import Testing
import Values

extension Policy {
    /// A small policy: mail and order for purchases, marketing on consent, one recipient of each route.
    package static func forTests() throws -> Policy {
        func words(_ text: String) -> Wording { Wording(vietnamese: text, english: text) }
        func purpose(
            _ id: Purpose, _ basis: LegalBasis, _ categories: Set<Category>, _ roles: Set<StaffRole>
        ) -> PurposeDeclaration {
            PurposeDeclaration(
                id: id, name: words(id.rawValue), words: words(id.rawValue), basis: basis,
                article: words("GDPR art. 6"),
                categories: categories, roles: roles)
        }
        let declarations = PolicyDeclarations(
            header: PolicyHeader(
                business: "Test Shop", controller: "Test Shop Ltd",
                lastRevised: try #require(RevisionDate("2026-03-01")),
                effective: try #require(RevisionDate("2026-03-01")), minimumAge: 16),
            contacts: PolicyContacts(email: "support@shop.test", website: "shop.test"),
            categories: Category.allCases.map {
                CategoryDeclaration(
                    id: $0, about: .buyers, name: words($0.rawValue), words: words($0.rawValue),
                    source: words("typed in"), isRequired: true)
            },
            purposes: [
                purpose(
                    .purchase, .contract, [.emailAddress, .order, .paymentReference, .esimProfile, .esimUsage],
                    [.owner]),
                purpose(.confirmation, .contract, [.emailAddress, .order, .esimProfile], []),
                purpose(.support, .contract, [.emailAddress, .order], [.owner, .supportAgent]),
                purpose(.marketing, .consent, [.emailAddress], []),
                purpose(
                    .legalDuty, .legalObligation,
                    [.emailAddress, .order, .invoiceMinimum, .rightsRequest, .esimProfile, .paymentReference], [.owner]),
                purpose(.staffAccess, .legitimateInterest, [.staffAccount], [.owner]),
            ],
            recipients: [
                Recipient(
                    id: RecipientID("stripe"), name: "Stripe", country: "US", route: .adapter,
                    receives: [
                        .purchase: [.emailAddress, .order, .paymentReference], .legalDuty: [.order, .paymentReference],
                    ], words: words("payments")),
                Recipient(
                    id: RecipientID("esim-access"), name: "eSIM Access", country: "HK", route: .adapter,
                    receives: [.purchase: [.order, .esimProfile, .esimUsage], .legalDuty: [.order, .esimProfile]],
                    words: words("eSIM supply")),
                Recipient(
                    id: RecipientID("airalo"), name: "Airalo", country: "SG", route: .adapter,
                    receives: [.purchase: [.order]], words: words("eSIM supply in need")),
                Recipient(
                    id: RecipientID("mail"), name: "Mail", country: "VN", route: .adapter,
                    receives: [
                        .confirmation: [.emailAddress, .order, .esimProfile],
                        .legalDuty: [.emailAddress, .rightsRequest],
                    ], words: words("mail")),
                Recipient(
                    id: RecipientID("police"), name: "Police", country: "VN", route: .manual,
                    receives: [.legalDuty: [.emailAddress]], words: words("authority")),
            ])
        let version = try #require(PolicyVersion(hex: String(repeating: "ab", count: 32)))
        return Policy(version: version, declarations: declarations)
    }
}
