// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

extension Site {
    /// The site of a business; `checkoutOrigins` are where its forms may lead to on a gateway.
    init(_ business: BusinessDefinition, checkoutOrigins: [String]) {
        self.init(
            slug: business.slug, name: business.name.english, hosts: business.hosts, languages: business.languages,
            timeZone: business.timeZone, supportEmail: business.supportEmail,
            theme: Theme(hue: business.theme.hue, chroma: business.theme.chroma), checkoutOrigins: checkoutOrigins)
    }
}
