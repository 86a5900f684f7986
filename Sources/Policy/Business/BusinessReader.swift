// SPDX-License-Identifier: Apache-2.0

import Foundation
import Values
import Yams

/// Turns the keys of a `business.yaml` into a definition.
struct BusinessReader {
    let root: Fields

    init(_ root: Fields) {
        self.root = root
    }

    func definition() -> BusinessDefinition {
        defer { root.finish() }
        return BusinessDefinition(
            slug: slug, name: root.wording("name"), tagline: root.wording("tagline"), hosts: hosts,
            languages: root.choices("languages", "language"), timeZone: timeZone,
            currency: root.choice("currency", "currency") ?? .vnd, supportEmail: supportEmail,
            theme: root.part("theme", theme) ?? BusinessTheme(hue: 0, chroma: 0),
            adapters: root.entries("adapters", adapter), seller: root.optionalPart("seller", seller) ?? .unknown,
            chatOrigins: chatOrigins)
    }

    private var slug: String {
        root.parsed("slug", as: "a folder name", write: "lower-case letters, digits and hyphens") { text in
            text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") } ? text : nil
        } ?? ""
    }

    private var hosts: [String] {
        let hosts = root.texts("hosts")
        for (index, host) in hosts.enumerated() {
            let path = ["hosts", String(index)]
            if !Self.isHost(host) {
                root.reading.report(
                    at: path, "`\(host)` is not a host name.",
                    fix: "Write lower-case letters, digits, hyphens and dots, without scheme or port.")
            } else if hosts.firstIndex(of: host) != index {
                root.reading.report(at: path, "The host `\(host)` is named twice.", fix: "Keep one of them.")
            }
        }
        return hosts
    }

    private var chatOrigins: [String] {
        let origins = root.texts("chatOrigins", isRequired: false)
        for (index, origin) in origins.enumerated() where !Self.isOrigin(origin) {
            root.reading.report(
                at: ["chatOrigins", String(index)], "`\(origin)` is not the origin of a page.",
                fix: "Write it like https://blog.example, without a path.")
        }
        return origins
    }

    private static func isOrigin(_ text: String) -> Bool {
        guard let scheme = ["https://", "http://"].first(where: text.hasPrefix) else { return false }
        let host = text.dropFirst(scheme.count)
        return isHost(String(host.prefix { $0 != ":" })) && !host.contains("/")
    }

    private static func isHost(_ host: String) -> Bool {
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2
            && labels.allSatisfy { label in
                (1...63).contains(label.count) && label.first != "-" && label.last != "-"
                    && label.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
            }
    }

    private var timeZone: TimeZone {
        root.parsed("timeZone", as: "a time zone", write: "a name of the IANA database, as in Asia/Ho_Chi_Minh") {
            $0.contains("/") ? TimeZone(identifier: $0) : nil
        } ?? .gmt
    }

    private var supportEmail: String {
        root.parsed("supportEmail", as: "an e-mail address", write: "one the business reads") {
            EmailAddress($0) == nil ? nil : $0
        } ?? ""
    }

    private func theme(_ fields: Fields) -> BusinessTheme {
        BusinessTheme(hue: fields.number("hue", in: 0...360), chroma: fields.number("chroma", in: 0...0.2))
    }

    private func seller(_ fields: Fields) -> Seller {
        let text: (String) -> String? = { $0.isEmpty ? nil : $0 }
        return Seller(
            name: fields.optional("name", as: "a name", write: "the seller's full name", text),
            address: fields.optional("address", as: "an address", write: "one line", text),
            taxNumber: fields.optional("taxNumber", as: "a number", write: "the tax number", text),
            taxPercent: fields.optional("taxPercent", as: "a share", write: "a whole number from 0 to 50") { text in
                Int(text).flatMap { (0...50).contains($0) ? $0 : nil }
            })
    }

    private func adapter(_ fields: Fields) -> AdapterDefinition {
        AdapterDefinition(
            id: RecipientID(fields.text("id")),
            addressKey: fields.parsed(
                "addressKey", as: "a configuration key", write: "one like stripe.baseURL", Self.key) ?? "",
            address: fields.optional("address", as: "a secure address", write: "one that starts with https://") {
                $0.hasPrefix("https://") ? $0 : nil
            },
            redirectOrigins: fields.texts("redirectOrigins", isRequired: false),
            attestation: fields.optionalPart("attestation", attestation))
    }

    /// Nil, with the problems noted, when a part of it is missing or it would hold for longer than such a paper does.
    private func attestation(_ fields: Fields) -> CardAttestation? {
        let standard = fields.text("standard")
        let seen = fields.day("seen")
        let until = fields.day("until")
        let document = fields.parsed(
            "document", as: "a secure address", write: "where it can be read, starting with https://"
        ) { $0.hasPrefix("https://") ? $0 : nil }
        guard let seen, let until, let document else { return nil }
        if until > RevisionDate(year: seen.year + 1, month: seen.month, day: seen.day) {
            fields.report(
                "until", "An attestation holds for a year at most, and this would be longer from `seen` on.",
                fix: "Read the one in force, and write down both days.")
        }
        return CardAttestation(standard: standard, seen: seen, until: until, document: document)
    }

    private static func key(_ text: String) -> String? {
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") } ? text : nil
    }
}

extension Fields {
    fileprivate func number(_ key: String, in range: ClosedRange<Double>) -> Double {
        let limits = "a number from \(range.lowerBound.formatted()) to \(range.upperBound.formatted())"
        return parsed(key, as: limits, write: "one in that range") { text in
            Double(text).flatMap { range.contains($0) ? $0 : nil }
        } ?? range.lowerBound
    }

    fileprivate func day(_ key: String) -> RevisionDate? {
        parsed(key, as: "a day", write: "one like 2026-03-15") { text in
            RevisionDate(text).flatMap { $0.day == nil ? nil : $0 }
        }
    }

    /// A list of texts, each at the place of its index.
    fileprivate func texts(_ key: String, isRequired: Bool = true) -> [String] {
        guard let node = isRequired ? required(key) : value(key) else { return [] }
        guard let items = node.sequence, !items.isEmpty else {
            report(key, "`\(key)` is not a list.", fix: "Start each entry with `- `.")
            return []
        }
        return items.enumerated().map { text(of: $1, at: path + [key, String($0)]) }
    }
}
