// SPDX-License-Identifier: Apache-2.0

/// What the supplier sells: stable from run to run, so that a shop's catalogue can name its codes.
enum ESIMCatalogue {
    /// Every destination in five sizes, each with its top-up, and in five sizes that renew every day.
    static let packages: [ESIMPackage] = destinations.flatMap { destination in
        sizes.flatMap { gigabytes, days, factor in
            [ESIMPackage.Kind.total, .topUp].map { kind in
                ESIMPackage(
                    destination: destination, gigabytes: gigabytes, days: days,
                    price: price(in: destination, factor), kind: kind)
            }
        }
            + dailySizes.map { gigabytes, days, factor in
                ESIMPackage(
                    destination: destination, gigabytes: gigabytes, days: days,
                    price: price(in: destination, factor), kind: .daily)
            }
    }

    /// In steps of five US cents.
    private static func price(in destination: ESIMDestination, _ factor: Int) -> Int64 {
        Int64((destination.centsPerGigabyte * factor / 100 + 4) / 5 * 5) * 100
    }

    static func base(_ codeOrSlug: String) -> ESIMPackage? {
        packages.first { $0.kind != .topUp && $0.isNamed(codeOrSlug) }
    }

    /// By its own code, or by the slug it shares with the package it tops up.
    static func topUp(_ codeOrSlug: String) -> ESIMPackage? {
        packages.first { $0.kind == .topUp && ($0.code == codeOrSlug || $0.slug == codeOrSlug) }
    }

    static func countryName(_ code: String) -> String {
        destinations.first { $0.code == code }?.name ?? names[code] ?? code
    }

    /// Gigabytes, days, and what it costs in hundredths of the first gigabyte's price.
    private static let sizes: [(Int, Int, Int)] = [
        (1, 7, 100), (3, 15, 240), (5, 30, 360), (10, 30, 620), (20, 30, 1_080),
    ]

    /// Gigabytes a day, days, and the same for all days together.
    private static let dailySizes: [(Int, Int, Int)] = [
        (1, 5, 330), (1, 7, 430), (2, 7, 700), (1, 15, 820), (2, 10, 920),
    ]

    private static func country(
        _ code: String, _ name: String, _ operators: [String], _ cents: Int, speed: String = "4G/5G",
        exit: String = "HK"
    ) -> ESIMDestination {
        ESIMDestination(
            code: code, name: name, countries: [code], operators: operators, speed: speed, exit: exit,
            centsPerGigabyte: cents)
    }

    static let destinations: [ESIMDestination] = [
        country("VN", "Vietnam", ["Viettel", "MobiFone", "VinaPhone"], 90),
        country("JP", "Japan", ["SoftBank", "KDDI", "IIJ"], 95),
        country("TH", "Thailand", ["AIS", "TrueMove H", "dtac"], 80),
        country("KR", "South Korea", ["SK Telecom", "KT", "LG U+"], 90),
        country("SG", "Singapore", ["Singtel", "StarHub"], 85),
        country("MY", "Malaysia", ["Celcom", "Maxis"], 85),
        country("ID", "Indonesia", ["Telkomsel", "XL Axiata"], 95),
        country("PH", "Philippines", ["Globe", "Smart"], 110),
        country("KH", "Cambodia", ["Smart Axiata", "Metfone"], 120, speed: "3G/4G"),
        country("LA", "Laos", ["Unitel", "Lao Telecom"], 160, speed: "3G/4G"),
        country("TW", "Taiwan", ["Chunghwa Telecom", "Taiwan Mobile"], 90),
        country("HK", "Hong Kong (China)", ["CSL", "3"], 85),
        country("CN", "China mainland", ["China Unicom", "China Mobile"], 100),
        country("IN", "India", ["Airtel", "Jio"], 140),
        country("AU", "Australia", ["Optus", "Telstra"], 110, exit: "AU"),
        country("US", "United States", ["T-Mobile", "AT&T"], 120, exit: "US"),
        country("CA", "Canada", ["Rogers", "Bell"], 130, exit: "US"),
        country("NZ", "New Zealand", ["Spark", "One NZ"], 120, exit: "AU"),
        country("GB", "United Kingdom", ["O2", "Three", "EE"], 95, exit: "GB"),
        country("FR", "France", ["Orange", "Bouygues"], 95, exit: "FR"),
        country("DE", "Germany", ["Telekom", "Vodafone", "O2"], 95, exit: "DE"),
        country("TR", "Turkey", ["Turkcell", "Vodafone"], 110),
        country("AE", "United Arab Emirates", ["Etisalat", "du"], 190),
        ESIMDestination(
            code: "EU-30", name: "Europe 30 countries",
            countries: [
                "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
                "IS", "IT", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI",
            ], operators: ["Orange", "Vodafone", "Telefónica"], speed: "4G/5G", exit: "DE", centsPerGigabyte: 130),
        ESIMDestination(
            code: "AS-7", name: "Asia 7 countries", countries: ["SG", "MY", "TH", "ID", "VN", "KH", "PH"],
            operators: ["Singtel", "AIS", "Viettel"], speed: "4G/5G", exit: "SG", centsPerGigabyte: 150),
        ESIMDestination(
            code: "CNHKMO-3", name: "China, Hong Kong and Macao", countries: ["CN", "HK", "MO"],
            operators: ["China Unicom", "CSL", "CTM"], speed: "4G/5G", exit: "HK", centsPerGigabyte: 130),
        ESIMDestination(
            code: "GL-20", name: "Global 20 countries",
            countries: [
                "US", "CA", "GB", "FR", "DE", "IT", "ES", "CH", "JP", "KR", "SG", "TH", "VN", "MY", "ID", "AU", "NZ",
                "TR", "AE", "HK",
            ], operators: ["T-Mobile", "Orange", "Singtel"], speed: "4G", exit: "SG", centsPerGigabyte: 290),
    ]

    private static let names = [
        "AT": "Austria", "BE": "Belgium", "BG": "Bulgaria", "CH": "Switzerland", "CY": "Cyprus",
        "CZ": "Czechia", "DK": "Denmark", "EE": "Estonia", "ES": "Spain", "FI": "Finland", "GR": "Greece",
        "HR": "Croatia", "HU": "Hungary", "IE": "Ireland", "IS": "Iceland", "IT": "Italy", "LT": "Lithuania",
        "LU": "Luxembourg", "LV": "Latvia", "MO": "Macao", "MT": "Malta", "NL": "Netherlands", "NO": "Norway",
        "PL": "Poland", "PT": "Portugal", "RO": "Romania", "SE": "Sweden", "SI": "Slovenia",
    ]
}
