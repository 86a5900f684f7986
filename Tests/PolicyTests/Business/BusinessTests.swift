// SPDX-License-Identifier: Apache-2.0

import Foundation
import Policy
import TestKit
import Testing
import Values

@Suite("The definition of a business")
struct BusinessTests {
    private func folders() throws -> [BusinessFolder] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try BusinessFolder.all(in: root.appending(path: "Businesses").path)
    }

    private func problems(replacing old: String, with new: String) throws -> [String] {
        let folder = try #require(try folders().first { $0.slug == "vietnam-connect" })
        #expect(folder.definition.text.contains(old))
        let damaged = BusinessFolder(
            slug: folder.slug,
            definition: BusinessSource(text: folder.definition.text.replacing(old, with: new, maxReplacements: 1)),
            policy: folder.policy)
        guard case .refused(let problems) = damaged.check(with: .standard) else { return [] }
        return problems.map(\.description)
    }

    @Test func `every committed business passes, policy and all`() throws {
        for folder in try folders() {
            if case .refused(let problems) = folder.check(with: .standard) {
                Issue.record("\(folder.slug): \(problems.map(\.description).joined(separator: "\n"))")
            }
        }
    }

    @Test func `Vietnam Connect is found by its hosts and sells in dong`() throws {
        let folder = try #require(try folders().first { $0.slug == "vietnam-connect" })
        guard case .passed(let business, let checked) = folder.check(with: .standard) else {
            Issue.record("it was refused")
            return
        }

        #expect(business.hosts == ["vietnam-connect.localhost", "vietnamconnect.com", "www.vietnamconnect.com"])
        #expect(business.currency == .vnd)
        #expect(business.languages == [.vietnamese, .english])
        #expect(business.timeZone.identifier == "Asia/Ho_Chi_Minh")
        #expect(business.adapter(.stripe)?.addressKey == "stripe.baseURL")
        #expect(business.adapter(.mail)?.address == nil)
        #expect(checked.policy.declarations.header.business == business.name[.english])
    }

    @Test(arguments: [
        ("hue: 178", "hue: 400", "29:8: `400` is not a number from 0 to 360. Write one in that range."),
        (
            "Asia/Ho_Chi_Minh", "Asia/Saigon_City",
            "17:11: `Asia/Saigon_City` is not a time zone. Write a name of the IANA database, as in Asia/Ho_Chi_Minh."
        ),
        ("currency: VND", "currency: VNX", "18:11: `VNX` is no currency of this program. Did you mean `VND`?"),
        (
            "- www.vietnamconnect.com", "- vietnamconnect.com",
            "14:5: The host `vietnamconnect.com` is named twice. Keep one of them."
        ),
        (
            "- www.vietnamconnect.com", "- WWW.vietnamconnect.com:80",
            "14:5: `WWW.vietnamconnect.com:80` is not a host name. Write lower-case letters, digits, hyphens and dots, "
                + "without scheme or port."
        ),
        (
            "tagline:", "tagLine:",
            "4:1: The file has no `tagline`. Add `tagline:` with its value."
        ),
        (
            "slug: vietnam-connect", "slug: vietnam-konnect",
            "4:7: The slug `vietnam-konnect` is not the folder's name `vietnam-connect`. Make them the same."
        ),
        (
            "supportEmail: support@", "supportEmail: help@",
            "19:15: The support address is not the one in the policy, `support@vietnamconnect.com`. Make them the same."
        ),
        (
            "  - id: mail\n    addressKey: smtp.host", "",
            "34:3: The policy's recipient `mail` has no adapter. Add it."
        ),
        (
            "      until: 2027-11-19", "      until: 2028-11-19",
            "42:14: An attestation holds for a year at most, and this would be longer from `seen` on. "
                + "Read the one in force, and write down both days."
        ),
        (
            """
                attestation:
                  standard: PCI DSS 4.0.1, service provider level 1
                  seen: 2026-11-20
                  until: 2027-11-19
                  document: https://stripe.com/docs/security/stripe

            """, "",
            "34:9: Buyers are sent to `stripe` to pay, and no attestation of PCI DSS is on file for it. Ask it for one, and "
                + "add `attestation:` with `standard`, `seen`, `until` and `document`."
        ),
    ])
    func `mistakes are reported at their place`(old: String, new: String, problem: String) throws {
        #expect(try problems(replacing: old, with: new).first == "business.yaml:" + problem)
    }
}
