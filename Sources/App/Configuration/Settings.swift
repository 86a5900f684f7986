// SPDX-License-Identifier: Apache-2.0

import Analytics
package import Commerce
import Foundation
package import Integrations
package import Policy
package import Storage

/// Everything about this installation that is neither a business's definition nor in its databases.
package struct Settings: Sendable {
    package let paths: StoragePaths
    /// The folder of businesses, one folder each.
    package let businesses: String
    package let address: ListenAddress
    /// The address browsers use when it is not the one we listen on, as `https://vietnamconnect.com`; for links in mails.
    package let publicOrigin: String?
    /// Whether only our own proxy reaches this port, so that what it says of a visitor's address is true.
    package let isBehindProxy: Bool
    package let adapters: AdapterSettings
    /// Where a demo or test server takes orders to move its clock; nil in production.
    package let clockSocket: String?
    package let operations: OperationsSettings
    /// The file that tells which region an address belongs to; nil for none.
    package let geoTable: String?
    /// Nil when no place for backups is set.
    package let backup: BackupSettings?
    package let fraud: FraudLimits
    /// The last day that who takes cards has shown that it does so safely, where it is another than the business's file says.
    package let attestedUntil: [RecipientID: RevisionDate]
    package let limits: ShopLimits
    /// Whether hosts that owners type into the console may be this machine or one of its network.
    package let mayReachInside: Bool

    package init(
        paths: StoragePaths, businesses: String, address: ListenAddress, publicOrigin: String?,
        isBehindProxy: Bool, adapters: AdapterSettings, clockSocket: String?,
        operations: OperationsSettings = OperationsSettings(), geoTable: String? = nil,
        backup: BackupSettings? = nil, fraud: FraudLimits = FraudLimits(),
        attestedUntil: [RecipientID: RevisionDate] = [:], limits: ShopLimits = ShopLimits(),
        mayReachInside: Bool = false
    ) {
        self.paths = paths
        self.businesses = businesses
        self.address = address
        self.publicOrigin = publicOrigin
        self.isBehindProxy = isBehindProxy
        self.adapters = adapters
        self.clockSocket = clockSocket
        self.operations = operations
        self.geoTable = geoTable
        self.backup = backup
        self.fraud = fraud
        self.attestedUntil = attestedUntil
        self.limits = limits
        self.mayReachInside = mayReachInside
    }

    var isBehindTLS: Bool { publicOrigin?.hasPrefix("https://") ?? false }
}

/// What whoever runs the installation may set about its shops.
package struct ShopLimits: Sendable {
    package var stockHolds = StockHolds()
    /// With less than this left at a supplier, or than lasts for so many days, somebody is told.
    package var leastBalanceDollars = 50
    package var balanceDays = 3

    package init() {}
}

package struct ListenAddress: Hashable, Sendable {
    package let host: String
    package let port: Int

    package init(host: String, port: Int) {
        self.host = host
        self.port = port
    }
}

/// Accounts and addresses of the third parties; an adapter that is not set refuses to be called.
package struct AdapterSettings: Sendable {
    package let stripe: StripeAccount?
    package let vietQR: VietQRAccount?
    package let esimAccess: ESIMAccessAccount?
    package let airalo: AiraloAccount?
    package let mail: SMTPServer?
    package let telegram: TelegramAccount?
    package let whatsApp: WhatsAppApp?
    package let openAI: ModelAccount?
    package let openRouter: ModelAccount?

    package init(
        stripe: StripeAccount? = nil, vietQR: VietQRAccount? = nil, esimAccess: ESIMAccessAccount? = nil,
        airalo: AiraloAccount? = nil, mail: SMTPServer? = nil, telegram: TelegramAccount? = nil,
        whatsApp: WhatsAppApp? = nil, openAI: ModelAccount? = nil, openRouter: ModelAccount? = nil
    ) {
        self.stripe = stripe
        self.vietQR = vietQR
        self.esimAccess = esimAccess
        self.airalo = airalo
        self.mail = mail
        self.telegram = telegram
        self.whatsApp = whatsApp
        self.openAI = openAI
        self.openRouter = openRouter
    }
}

extension Settings {
    /// The addresses of documents alone when no table is configured: then no visitor has a region.
    func geography() throws -> GeoTable {
        try geoTable.map { try GeoTable(file: Data(contentsOf: URL(filePath: $0))) } ?? .documentation
    }

    /// The origins a checkout form may lead to: those the business names, and where a simulated gateway is.
    func checkoutOrigins(of business: Businesses.Business) -> [String] {
        let declared = business.definition.adapters.flatMap(\.redirectOrigins)
        guard let base = adapters.stripe?.baseURL, let origin = URL(string: base), let scheme = origin.scheme,
            let host = origin.host(), host == "127.0.0.1" || host.hasSuffix("localhost")
        else { return declared }
        let port = origin.port.map { ":\($0)" } ?? ""
        return declared + ["\(scheme)://\(host)\(port)", "\(scheme)://world.localhost\(port)"]
    }
}
