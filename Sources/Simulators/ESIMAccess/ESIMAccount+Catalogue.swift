// SPDX-License-Identifier: Apache-2.0

extension ESIMAccount {
    /// `package/list`: base packages, or the top-ups that fit a package or an eSIM.
    func packageList(_ body: JSON) throws(ESIMError) -> JSON {
        let topUps = body["type"]?.nonEmpty == "TOPUP"
        var found = ESIMCatalogue.packages.compactMap(onSale).filter { ($0.kind == .topUp) == topUps }
        if let location = body["locationCode"]?.nonEmpty {
            found = found.filter { package in
                switch location {
                case "!RG": package.destination.isRegion && !package.destination.isGlobal
                case "!GL": package.destination.isGlobal
                default: package.destination.code == location || package.destination.countries.contains(location)
                }
            }
        }
        if topUps, let destination = try destinationToTopUp(body) {
            found = found.filter { $0.destination.code == destination }
        } else if let name = body["packageCode"]?.nonEmpty ?? body["slug"]?.nonEmpty {
            found = found.filter { $0.isNamed(name) }
        }
        return ["packageList": .array(found.map(\.json))]
    }

    /// The package at today's price; nil when it is sold no longer.
    func onSale(_ package: ESIMPackage) -> ESIMPackage? {
        let gone = scenario.discontinued.split(separator: ",").map { $0.filter { $0 != " " } }
        guard !gone.contains(package.code) else { return nil }
        for change in scenario.newPrices.split(separator: ",") {
            let parts = change.filter { $0 != " " }.split(separator: "=")
            if parts.count == 2, parts[0] == package.code, let price = Int64(parts[1]) { return package.priced(price) }
        }
        return package
    }

    private func destinationToTopUp(_ body: JSON) throws(ESIMError) -> String? {
        if body["iccid"]?.nonEmpty != nil { return try profile(named: body).package.destination.code }
        guard let name = body["packageCode"]?.nonEmpty ?? body["slug"]?.nonEmpty else { return nil }
        guard let package = ESIMCatalogue.base(name) ?? ESIMCatalogue.topUp(name) else { throw .noSuchPackage }
        return package.destination.code
    }

    /// `location/list`.
    func locationList() -> JSON {
        ["locationList": .array(ESIMCatalogue.destinations.map(\.json))]
    }
}
