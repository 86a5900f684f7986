// SPDX-License-Identifier: Apache-2.0

extension PolicyRules {
    /// What features do has to be declared.
    func checkFeatures() {
        let uses = declaredUses
        let sendings = declaredSendings
        let recipients = Set(declarations.recipients.map(\.id))
        for feature in declarations.features {
            let path = ["features", feature.rawValue]
            for use in feature.needs.uses where !uses.contains(use) {
                report(
                    path,
                    "The feature `\(feature.rawValue)` uses `\(use.category.rawValue)` for "
                        + "`\(use.purpose.rawValue)`, which the policy does not declare.",
                    fix: "Declare it there or switch the feature off.")
            }
            let needed = feature.needs.sendings
            for recipient in Set(needed.map(\.recipient)).subtracting(recipients) {
                report(
                    path,
                    "The feature `\(feature.rawValue)` sends data to `\(recipient)`, which is not among the recipients.",
                    fix: "Declare it there or switch the feature off.")
            }
            for sending in needed where recipients.contains(sending.recipient) && !sendings.contains(sending) {
                report(
                    path,
                    "The feature `\(feature.rawValue)` sends `\(sending.category.rawValue)` to "
                        + "`\(sending.recipient)` for `\(sending.purpose.rawValue)`, which the policy does not declare.",
                    fix: "Declare it there or switch the feature off.")
            }
            for notice in feature.needs.notices where declarations.notices[notice] == nil {
                report(
                    path,
                    "The feature `\(feature.rawValue)` shows the notice `\(notice.rawValue)`, which is not written.",
                    fix: "Write it in `notices`.")
            }
        }
    }

    /// What is declared of recipients has to be what the code does.
    func checkRecipients() {
        let called = declarations.features.reduce(into: Set<RecipientID>()) { found, feature in
            found.formUnion(feature.needs.sendings.map(\.recipient))
        }
        for recipient in declarations.recipients {
            let path = ["recipients", recipient.id.name]
            if recipient.route == .adapter {
                if !adapters.contains(recipient.id) {
                    let nearest = NearestName.of(recipient.id.name, among: adapters.map(\.name).sorted())
                    report(
                        path, "The program has no adapter for `\(recipient.id)`.",
                        fix: nearest.map { "Did you mean `\($0)`?" } ?? "Say `via: manual`, or take it out.")
                } else if !called.contains(recipient.id) {
                    report(
                        path, "No feature that is switched on ever calls `\(recipient.id)`.",
                        fix: "Switch on the feature that does, or take the recipient out.")
                }
            }
            checkFlows(to: recipient)
        }
    }

    private func checkFlows(to recipient: Recipient) {
        let uses = declaredUses
        for (purpose, categories) in recipient.receives {
            for category in categories where !uses.contains(.init(purpose: purpose, category: category)) {
                report(
                    ["recipients", recipient.id.name, "receives", purpose.rawValue, category.rawValue],
                    "`\(recipient.id)` gets `\(category.rawValue)` for `\(purpose.rawValue)`, "
                        + "but no such use is declared.",
                    fix: "Add the category to the purpose or take it out here.")
            }
        }
    }

    private var declaredUses: Set<FeatureNeeds.Use> {
        let collected = Set(declarations.categories.map(\.id))
        return declarations.purposes.reduce(into: []) { uses, purpose in
            for category in purpose.categories.intersection(collected) {
                uses.insert(.init(purpose: purpose.id, category: category))
            }
        }
    }

    private var declaredSendings: Set<FeatureNeeds.Sending> {
        declarations.recipients.reduce(into: []) { sendings, recipient in
            for (purpose, categories) in recipient.receives {
                for category in categories {
                    sendings.insert(.init(recipient: recipient.id, purpose: purpose, category: category))
                }
            }
        }
    }
}
