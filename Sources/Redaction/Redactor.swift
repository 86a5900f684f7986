// SPDX-License-Identifier: Apache-2.0

/// Replaces personal data by placeholders and puts it back, for one conversation: the same value has the same placeholder in all of its
/// messages. It lives as long as one call to a model and is never stored.
package struct Redactor: Sendable {
    /// A text whose placeholders were put back.
    package struct Restored: Sendable, Equatable {
        package let text: String
        /// Placeholders that stand for nothing we sent: the model made them up. `…` stands in their place.
        package let invented: Int
    }

    private let finder: PersonalDataFinder
    private let known: KnownNames
    private var values: [Placeholder: String] = [:]
    private var numbers: [PersonalKind: [String: Int]] = [:]
    /// The words of each name given a number, in order.
    private var people: [[Substring]] = []

    package init(knownNames: [String] = [], finder: PersonalDataFinder = PersonalDataFinder()) {
        self.finder = finder
        known = KnownNames(knownNames)
    }

    /// How many different values of each kind were replaced.
    package var counts: [PersonalKind: Int] {
        Dictionary(grouping: values.keys, by: \.kind).mapValues(\.count)
    }

    package mutating func redact(_ text: String) -> String {
        let found = finder.findings(in: text, known: known)
        guard !found.isEmpty else { return text }
        let bytes = Array(text.utf8)
        var redacted: [UInt8] = []
        redacted.reserveCapacity(bytes.count)
        var position = 0
        for finding in found {
            redacted += bytes[position..<finding.range.lowerBound]
            let value = String(decoding: bytes[finding.range], as: UTF8.self)
            redacted += placeholder(for: value, finding.kind).text.utf8
            position = finding.range.upperBound
        }
        redacted += bytes[position...]
        return String(decoding: redacted, as: UTF8.self)
    }

    private mutating func placeholder(for value: String, _ kind: PersonalKind) -> Placeholder {
        let form = Self.comparable(value, kind)
        if let number = numbers[kind]?[form] { return Placeholder(kind: kind, number: number) }
        if kind == .name, let number = person(called: form) {
            numbers[kind, default: [:]][form] = number
            return Placeholder(kind: kind, number: number)
        }
        let number = (values.keys.lazy.filter { $0.kind == kind }.map(\.number).max() ?? 0) + 1
        let placeholder = Placeholder(kind: kind, number: number)
        numbers[kind, default: [:]][form] = number
        values[placeholder] = value
        if kind == .name { people.append(form.split(separator: " ")) }
        return placeholder
    }

    /// The one person whose longer name ends or begins with this one: `An` after `Nguyễn Văn An`, `Sarah` after `Sarah Lee`.
    private func person(called form: String) -> Int? {
        let words = form.split(separator: " ")
        let fitting = people.indices.filter {
            people[$0].suffix(words.count) == words[...] || people[$0].prefix(words.count) == words[...]
        }
        return fitting.count == 1 ? fitting[0] + 1 : nil
    }

    /// How two spellings of one value become the same.
    private static func comparable(_ value: String, _ kind: PersonalKind) -> String {
        switch kind {
        case .phone:
            let digits = value.filter { $0.isASCII && $0.isNumber }
            if digits.hasPrefix("00") { return String(digits.dropFirst(2)) }
            return digits.hasPrefix("0") ? "84" + digits.dropFirst() : digits
        case .card, .iban, .identity: return value.uppercased().filter { $0.isLetter || $0.isNumber }
        case .email: return value.lowercased()
        case .name:
            return value.split { !$0.isLetter }.map { "\(WordCode($0).key)" }.joined(separator: " ")
        case .address: return value.lowercased().filter { $0.isLetter || $0.isNumber }
        case .code, .link, .literal: return value
        }
    }

    /// Puts values back in what a model wrote, also where it changed the brackets, the case or the joint. What it made up becomes `…`.
    /// One pass: what is put back is not read again.
    package func restore(_ text: String) -> Restored {
        var (restored, invented) = ("", 0)
        var rest = text[...]
        var isInWord = false
        while let character = rest.first {
            guard let (placeholder, end) = Self.bracketed(rest) ?? (isInWord ? nil : Self.bare(rest)) else {
                restored.append(character)
                isInWord = character.isLetter || character.isNumber
                rest = rest.dropFirst()
                continue
            }
            if let value = values[placeholder] {
                restored += value
            } else {
                restored += "…"
                invented += 1
            }
            isInWord = false
            rest = rest[end...]
        }
        return Restored(text: restored, invented: invented)
    }

    private static let brackets: [Character: Character] = ["[": "]", "{": "}", "<": ">", "⟦": "⟧"]

    private static func bracketed(_ text: Substring) -> (Placeholder, Substring.Index)? {
        guard let first = text.first, let closing = brackets[first],
            let close = text.prefix(24).firstIndex(of: closing),
            let placeholder = Placeholder(loosely: text[text.index(after: text.startIndex)..<close])
        else { return nil }
        return (placeholder, text.index(after: close))
    }

    /// `NAME_1` without brackets; only in capitals and with its joint, as nobody writes by chance.
    private static func bare(_ text: Substring) -> (Placeholder, Substring.Index)? {
        let name = text.prefix { $0.isASCII && $0.isUppercase }
        guard name.count >= 2, PersonalKind(rawValue: String(name)) != nil else { return nil }
        let joint = text[name.endIndex...]
        guard joint.first == "_" else { return nil }
        let digits = joint.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let placeholder = Placeholder(loosely: text[..<digits.endIndex]) else { return nil }
        return (placeholder, digits.endIndex)
    }
}
