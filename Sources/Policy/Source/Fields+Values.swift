// SPDX-License-Identifier: Apache-2.0

import Yams

extension Fields {
    /// A value made from the text under `key`; nil, with the problem noted, when there is none or it does not parse.
    func parsed<Value>(_ key: String, as kind: String, write example: String, _ parse: (String) -> Value?) -> Value? {
        required(key).flatMap { parsed($0, at: path + [key], as: kind, write: example, parse) }
    }

    /// The same for a key that may be missing.
    func optional<Value>(_ key: String, as kind: String, write example: String, _ parse: (String) -> Value?) -> Value? {
        value(key).flatMap { parsed($0, at: path + [key], as: kind, write: example, parse) }
    }

    func date(_ key: String) -> RevisionDate? {
        parsed(key, as: "a date", write: "a month, as in 2026-03, or a day, as in 2026-03-15") { RevisionDate($0) }
    }

    /// False when the key is missing.
    func flag(_ key: String) -> Bool {
        optional(key, as: "yes or no", write: "true or false") { ["true": true, "false": false][$0] } ?? false
    }

    /// A whole number; when the key is missing, `otherwise`, or a problem if there is no such.
    func whole(_ key: String, in range: ClosedRange<Int>, otherwise: Int? = nil) -> Int {
        let limits = "a whole number from \(range.lowerBound) to \(range.upperBound)"
        let node = otherwise == nil ? required(key) : value(key)
        let number = node.flatMap { node in
            parsed(node, at: path + [key], as: limits, write: "one in that range") { text in
                Int(text).flatMap { range.contains($0) ? $0 : nil }
            }
        }
        return number ?? otherwise ?? range.lowerBound
    }

    private func parsed<Value>(
        _ node: Node, at path: [String], as kind: String, write example: String, _ parse: (String) -> Value?
    ) -> Value? {
        reading.note(SourcePlace(node), of: path)
        if let text = node.scalar?.string, let value = parse(text.foldingSpaces()) { return value }
        let found = node.scalar.map { "`\($0.string)`" } ?? "What stands here"
        reading.report(at: path, "\(found) is not \(kind).", fix: "Write \(example).")
        return nil
    }
}
