// SPDX-License-Identifier: Apache-2.0

import Commerce
import Configuration

extension FraudLimits {
    init(_ configuration: ConfigReader) {
        self.init()
        let keys = configuration.scoped(to: "fraud")
        ordersPerAddressAndHour = keys.int(forKey: "ordersPerAddressAndHour", default: ordersPerAddressAndHour)
        addressesPerCardAndDay = keys.int(forKey: "addressesPerCardAndDay", default: addressesPerCardAndDay)
        ordersPerEmailAndDay = keys.int(forKey: "ordersPerEmailAndDay", default: ordersPerEmailAndDay)
    }
}
