// SPDX-License-Identifier: Apache-2.0

extension PolicyRules {
    /// What lies in browsers has to be what the code puts there; what counts visits asks first and does not last.
    func checkBrowser() {
        for feature in declarations.features {
            for keeping in feature.needs.keepings { checkDeclared(keeping, by: feature) }
        }
        let kept = Set(declarations.features.flatMap { $0.needs.keepings.map(\.name) })
        for entry in declarations.browserEntries where entry.need == .analytics {
            if !kept.contains(entry.name) {
                report(
                    ["browser", entry.name], "No feature that is switched on sets `\(entry.name)`.",
                    fix: "Take it out until one does.")
            }
            if !entry.lifetime.isWithinADay {
                report(
                    ["browser", entry.name, "lifetime"],
                    "An analytics cookie that lives longer than a day recognises people who come back.",
                    fix: "Write PT24H or less.")
            }
        }
        guard declarations.features.contains(.analytics),
            let purpose = declarations.purposes.first(where: { $0.id == .improvement }), purpose.basis != .consent
        else { return }
        report(
            ["purposes", purpose.id.rawValue, "basis"],
            "The feature `analytics` asks first, and `improvement` does not rest on consent.",
            fix: "Write `basis: consent`.")
    }

    private func checkDeclared(_ keeping: FeatureNeeds.Keeping, by feature: PolicyFeature) {
        let isDeclared = declarations.browserEntries.contains {
            $0.name == keeping.name && $0.store == keeping.store && $0.need == keeping.need
        }
        guard !isDeclared else { return }
        report(
            ["features", feature.rawValue],
            "The feature `\(feature.rawValue)` keeps `\(keeping.name)` in browsers (\(keeping.store.rawValue), "
                + "\(keeping.need.rawValue)), which the policy does not declare.",
            fix: "Declare it in `browser` or switch the feature off.")
    }
}

extension BrowserEntry.Lifetime {
    /// True of a length of time of at most 24 hours; a session may last for weeks.
    fileprivate var isWithinADay: Bool {
        guard case .span(let span) = self, span.years == 0, span.months == 0 else { return false }
        return span.minutesOfDays <= 1440
    }
}

extension CalendarSpan {
    /// Years and months left out.
    package var minutesOfDays: Int { (days * 24 + hours) * 60 + minutes }
}
