// SPDX-License-Identifier: Apache-2.0

import Values

extension PolicyRules {
    /// Links have to lead somewhere and variables have to be known, in every language.
    func checkTexts() {
        for (notice, wording) in declarations.notices {
            for language in Language.allCases {
                let path = ["notices", notice.rawValue, language.rawValue]
                checkVariables(in: wording[language], at: path)
                checkLinks(in: wording[language], allowing: [NoticeVariable.recipient.rawValue], at: path)
            }
        }
        for section in declarations.sections {
            let path = ["sections", section.section.rawValue]
            for (part, wordings) in [("paragraphs", section.paragraphs), ("points", section.points)] {
                for (index, wording) in wordings.enumerated() {
                    for language in Language.allCases {
                        let path = path + [part, String(index), language.rawValue]
                        checkLinks(in: wording[language], allowing: [], at: path)
                    }
                }
            }
        }
    }

    private func checkVariables(in text: String, at path: [String]) {
        for part in text.split(separator: "{").dropFirst(text.hasPrefix("{") ? 0 : 1) {
            let name = String(part.prefix { $0 != "}" })
            guard NoticeVariable(rawValue: name) == nil else { continue }
            let names = NoticeVariable.allCases.map(\.rawValue)
            let fix =
                NearestName.of(name, among: names).map { "Did you mean `{\($0)}`?" }
                ?? "Use one of: \(names.map { "{\($0)}" }.joined(separator: ", "))."
            report(path, "The notice has the unknown variable `{\(name)}`.", fix: fix)
        }
    }

    private func checkLinks(in text: String, allowing names: [String], at path: [String]) {
        for target in text.split(separator: "](", omittingEmptySubsequences: false).dropFirst() {
            let target = String(target.prefix { $0 != ")" })
            if target == "policy" || names.contains(target) { continue }
            if target.hasPrefix("https://") || target.hasPrefix("mailto:") { continue }
            report(
                path, "The link leads to `\(target)`, which is no target.",
                fix: "Use \((["policy"] + names).joined(separator: ", ")), an https:// or a mailto: address.")
        }
    }
}
