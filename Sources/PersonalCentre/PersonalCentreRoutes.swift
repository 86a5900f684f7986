// SPDX-License-Identifier: Apache-2.0

package import Conversations
import Disclosure
import Foundation
package import Hummingbird
package import Pages
package import Policy
package import Rights
package import Values

/// What the pages about a person's data need of one organisation.
package struct PersonalCentreServices: Sendable {
    package let policy: Policy
    package let policies: PolicyArchive
    package let rights: Rights
    package let conversations: Conversations

    package init(policy: Policy, policies: PolicyArchive, rights: Rights, conversations: Conversations) {
        self.policy = policy
        self.policies = policies
        self.rights = rights
        self.conversations = conversations
    }
}

/// The pages on which people read the policy and use their rights.
package struct PersonalCentreRoutes: Sendable {
    package typealias Services = @Sendable (PageContext) async throws -> PersonalCentreServices

    let services: Services
    /// How often one address may ask for a mail.
    let asking: RateLimiter

    package init(clock: any WallClock, services: @escaping Services) {
        self.services = services
        asking = RateLimiter(burst: 5, per: .seconds(600), clock: clock)
    }

    package func register(on router: Router<PageContext>) {
        router.get("/.well-known/gpc.json", use: privacySignal)
        for language in Language.allCases {
            let group = router.group("/\(language.rawValue)")
            group.get("/privacy", use: policyPage)
            group.get("/privacy/versions", use: versionsPage)
            group.get("/privacy/versions/:version", use: versionPage)
            group.get("/privacy/changes", use: changesPage)
            group.get("/my-data", use: askPage)
            group.post("/my-data", use: ask)
            group.get("/my-data/:token", use: myDataPage)
            group.post("/my-data/:token/erasure", use: erase)
            group.get("/my-data/:token/receipt", use: receipt)
            group.get("/my-data/:token/files/:file", use: file)
        }
    }
}
