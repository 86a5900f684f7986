// SPDX-License-Identifier: Apache-2.0

/// The rules that need more than one declaration to be judged. Each reports every breach at its place in the file.
struct PolicyRules {
    let declarations: PolicyDeclarations
    let reading: SourceReading
    let adapters: Set<RecipientID>
    let countable: [Category: Set<Retention.Start>]
    let previous: Policy?

    func apply(version: PolicyVersion?) {
        checkDates(version)
        checkCategories()
        checkTerms()
        checkPurposes()
        checkRights()
        checkSections()
        checkFeatures()
        checkRecipients()
        checkBrowser()
        checkTexts()
    }

    private func checkDates(_ version: PolicyVersion?) {
        let header = declarations.header
        if header.effective < header.lastRevised {
            report(
                ["header", "effective"], "The policy takes effect before it was revised.",
                fix: "Write a date from \(header.lastRevised) on.")
        }
        guard let previous, previous.version != version, header.lastRevised <= previous.lastRevised else { return }
        report(
            ["header", "lastRevised"],
            "The policy differs from the published version \(previous.version.short) but not in its date.",
            fix: "Set `lastRevised` to a date after \(previous.lastRevised).")
    }

    private func checkCategories() {
        let kept = Set(declarations.retention.map(\.category))
        let used = declarations.purposes.reduce(into: Set<Category>()) { $0.formUnion($1.categories) }
        let collected = declarations.features.reduce(into: Set<Category>()) { found, feature in
            found.formUnion(feature.needs.uses.map(\.category))
        }
        for id in declarations.categories.map(\.id) {
            let path = ["categories", id.rawValue]
            if !kept.contains(id) {
                report(path, "Nothing says how long `\(id.rawValue)` is kept.", fix: "Add it to `retention`.")
            }
            if !used.contains(id) {
                report(path, "No purpose uses `\(id.rawValue)`.", fix: "Name it in a purpose or do not collect it.")
            } else if !collected.contains(id) {
                report(
                    path, "No feature that is switched on collects `\(id.rawValue)`.",
                    fix: "Take it out until one does.")
            }
        }
        let declared = Set(declarations.categories.map(\.id))
        for id in declarations.retention.map(\.category) where !declared.contains(id) {
            report(
                ["retention", id.rawValue], "`\(id.rawValue)` is kept but not among the categories.",
                fix: "Add it to `categories` or take it out here.")
        }
    }

    /// A term must begin with something the program notices, and what outlasts an erasure needs a law.
    private func checkTerms() {
        for kept in declarations.retention {
            let path = ["retention", kept.category.rawValue]
            if kept.category == .invoiceMinimum, !kept.isHold {
                report(
                    path, "Bookkeeping outlasts an erasure, and no law is named for it.",
                    fix: "Add `hold: accounting` with `basis`, `source` and `read`.")
            }
            guard let starts = countable[kept.category], !starts.contains(kept.start) else { continue }
            let names = starts.map { "`\($0.rawValue)`" }.sorted().joined(separator: ", ")
            report(
                path + ["from"],
                "When `\(kept.start.rawValue)` was, the program does not know of `\(kept.category.rawValue)`.",
                fix: "Use one of: \(names).")
        }
    }

    private func checkPurposes() {
        let declared = Set(declarations.categories.map(\.id))
        for purpose in declarations.purposes {
            for id in purpose.categories where !declared.contains(id) {
                report(
                    ["purposes", purpose.id.rawValue, "categories", id.rawValue],
                    "The purpose `\(purpose.id.rawValue)` uses `\(id.rawValue)`, which is not among the categories.",
                    fix: "Add it to `categories` or take it out here.")
            }
        }
    }

    private func checkRights() {
        let granted = Set(declarations.rights.map(\.id))
        for right in Right.allCases where !granted.contains(right) {
            report(
                ["rights"], "The right of `\(right.rawValue)` is missing.",
                fix: "Add it with words and a way to use it.")
        }
        for right in declarations.rights {
            for law in declarations.lawPacks {
                guard let clock = law.clocks.first(where: { $0.right == right.id }), right.days > clock.days
                else { continue }
                report(
                    ["rights", right.id.rawValue, "days"],
                    "\(right.days) days for `\(right.id.rawValue)` are more than \(clock.source) allows.",
                    fix: "Write \(clock.days) or fewer.")
            }
        }
    }

    /// The sections about which the declarations say nothing need words of their own.
    private func checkSections() {
        let worded = Set(declarations.sections.map(\.section))
        for section in [PolicySection.security] where !worded.contains(section) {
            report(
                ["sections"], "The section `\(section.rawValue)` has no words.",
                fix: "Add it: nothing else in the file tells what to write there.")
        }
    }

    func report(_ path: [String], _ sentence: String, fix: String) {
        reading.report(at: path, sentence, fix: fix)
    }
}
