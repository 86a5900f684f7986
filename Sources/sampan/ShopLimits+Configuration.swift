// SPDX-License-Identifier: Apache-2.0

import App
import Commerce
import Configuration
import Values

extension ShopLimits {
    init(_ configuration: ConfigReader) {
        self.init()
        let stock = configuration.scoped(to: "stock")
        if let minutes = stock.int(forKey: "cardMinutes") { stockHolds.card = .seconds(60 * max(minutes, 1)) }
        if let hours = stock.int(forKey: "transferHours") { stockHolds.bankTransfer = .hours(max(hours, 1)) }
        let suppliers = configuration.scoped(to: "suppliers")
        leastBalanceDollars = suppliers.int(forKey: "leastDollars", default: leastBalanceDollars)
        balanceDays = suppliers.int(forKey: "leastDays", default: balanceDays)
    }
}
