// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy
import Storage
import Values

extension Site {
    /// The site of a business; `checkoutOrigins` are where its forms may lead to on a gateway.
    init(_ served: Businesses.Business, checkoutOrigins: [String]) {
        let business = served.definition
        self.init(
            slug: business.slug, name: business.name.english, hosts: business.hosts, languages: business.languages,
            timeZone: business.timeZone, supportEmail: business.supportEmail,
            theme: Theme(hue: business.theme.hue, chroma: business.theme.chroma), checkoutOrigins: checkoutOrigins,
            cookies: Dictionary(
                uniqueKeysWithValues: Language.allCases.map { ($0, CookiePanel(served.policy, in: $0)) }),
            hasChat: served.policy.declarations.features.contains(.liveChat),
            hasShop: served.policy.declarations.sells)
    }
}

extension Sites {
    /// The site of an organisation that joined a business and has a host of its own.
    func site(ofOrganisationAt authority: String, in control: ControlStore) async throws -> Site? {
        guard let organisation = try await control.organisation(forHost: authority),
            let site = all.first(where: { $0.slug == organisation.business })
        else { return nil }
        return site.bearing(name: organisation.name, key: organisation.site)
    }
}
