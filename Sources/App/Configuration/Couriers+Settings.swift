// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Integrations
import Values

extension Couriers {
    init(_ adapters: AdapterSettings, clock: any WallClock) {
        let mail: any Courier =
            if let server = adapters.mail {
                SMTPCourier(server: server, clock: clock)
            } else {
                AbsentCourier(because: "mail-not-configured")
            }
        self.init(http: HTTPCourier(), mail: mail)
    }
}
