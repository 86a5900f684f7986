// SPDX-License-Identifier: Apache-2.0

extension PolicyReader {
    func recipient(_ fields: Fields) -> Recipient? {
        let name = fields.text("id")
        guard !name.isEmpty else { return nil }
        return Recipient(
            id: RecipientID(name), name: fields.text("name"),
            country: fields.parsed("country", as: "a country", write: "its two letters, as in VN", Self.country) ?? "",
            route: fields.choice("via", "route") ?? .manual,
            receives: fields.named("receives", "purpose") { $0.choices($1, "category") }
                .mapValues { Set($0) },
            words: fields.wording("words"), transfer: fields.optionalWording("transfer"),
            policyURL: secureAddress(fields, "policy"))
    }

    func retention(_ fields: Fields) -> Retention? {
        guard let category: Category = fields.choice("category", "category") else { return nil }
        let period = fields.parsed(
            "keep", as: "a length of time", write: "an ISO 8601 duration, as in P24M, or `year-end + 10 years`",
            Retention.Period.init)
        return Retention(
            category: category, period: period ?? .span(CalendarSpan()),
            start: fields.choice("from", "event") ?? .collected, hold: hold(fields), words: fields.wording("words"))
    }

    /// The law is data: what it is called, where that was read and when.
    private func hold(_ fields: Fields) -> HoldBasis? {
        let name = fields.optional(
            "hold", as: "a name for a hold", write: "lower-case letters and hyphens, as in accounting"
        ) { text in text.wholeMatch(of: /[a-z][a-z-]*/) == nil ? nil : text }
        guard let name else {
            let rest = [fields.optionalText("source"), fields.optionalText("read")].compactMap { $0 }
            if fields.optionalWording("basis") != nil || !rest.isEmpty {
                fields.report(
                    "basis", "A legal basis for keeping stands here without a hold.",
                    fix: "Add `hold: accounting` or take the basis away.")
            }
            return nil
        }
        let (law, source, readOn) = (fields.wording("basis"), fields.text("source"), fields.date("read"))
        return readOn.map { HoldBasis(name: name, law: law, source: source, readOn: $0) }
    }

    func right(_ fields: Fields) -> RightDeclaration? {
        guard let id: Right = fields.choice("id", "right") else { return nil }
        return RightDeclaration(
            id: id, days: fields.whole("days", in: 1...90, otherwise: RightDeclaration.defaultDays),
            words: fields.wording("words"), how: fields.wording("how"))
    }

    func browserEntry(_ fields: Fields) -> BrowserEntry? {
        let name = fields.text("name")
        let lifetime = fields.parsed(
            "lifetime", as: "a lifetime", write: "`session`, `until-cleared` or an ISO 8601 duration, as in P30D",
            BrowserEntry.Lifetime.init)
        return BrowserEntry(
            name: name, store: fields.choice("store", "place in a browser") ?? .cookie,
            need: fields.choice("need", "need") ?? .essential, lifetime: lifetime ?? .session,
            words: fields.wording("words"))
    }

    private func secureAddress(_ fields: Fields, _ key: String) -> String? {
        let address = fields.optionalText(key)
        if let address, !address.hasPrefix("https://") {
            fields.report(key, "`\(address)` is not a secure address.", fix: "Write one that starts with https://.")
        }
        return address
    }

    /// Two capital letters (ISO 3166-1 alpha-2), except those the standard leaves to users: `XX`, `ZZ`.
    private static func country(_ text: String) -> String? {
        let isCode = text.count == 2 && text.allSatisfy { ("A"..."Z").contains($0) }
        return isCode && text != "XX" && text != "ZZ" ? text : nil
    }
}

extension Retention.Period {
    /// Parses `P24M` or `year-end + 10 years`.
    fileprivate init?(_ text: String) {
        if let span = CalendarSpan(iso8601: text) {
            self = .span(span)
            return
        }
        let words = text.split(separator: " ")
        guard words.count == 4, words[0] == "year-end", words[1] == "+", let years = Int(words[2]), years > 0,
            words[3] == "years" || words[3] == "year"
        else { return nil }
        self = .yearEnd(years: years)
    }
}

extension BrowserEntry.Lifetime {
    fileprivate init?(_ text: String) {
        switch text {
        case "session": self = .session
        case "until-cleared": self = .untilCleared
        default:
            guard let span = CalendarSpan(iso8601: text) else { return nil }
            self = .span(span)
        }
    }
}
