// SPDX-License-Identifier: Apache-2.0

import Crypto
import Yams

/// A YAML document written in one fixed way, so that comments, order of keys, quotes and wrapping do not matter.
///
/// Keys are sorted, lists keep their order, every value is a double-quoted text with its spaces folded. The result is
/// YAML again and reads back to the same declarations.
struct CanonicalText {
    let text: String

    init(_ root: Node.Mapping) {
        text = Self.lines(of: .mapping(root)).joined(separator: "\n") + "\n"
    }

    var version: PolicyVersion? {
        PolicyVersion(hex: SHA256.hash(data: [UInt8](text.utf8)).hexadecimal)
    }

    private static func lines(of node: Node) -> [String] {
        switch node {
        case .scalar(let scalar):
            return [quoted(scalar.string.foldingSpaces())]
        case .mapping(let mapping):
            if mapping.isEmpty { return ["{}"] }
            let pairs = mapping.map { ($0.key.string ?? "", $0.value) }.sorted { $0.0 < $1.0 }
            return pairs.flatMap { under(quoted($0) + ":", lines(of: $1), isNested: !$1.isScalar) }
        case .sequence(let sequence):
            if sequence.isEmpty { return ["[]"] }
            return sequence.flatMap { under("-", lines(of: $0), isNested: !$0.isScalar) }
        case .alias:
            return [quoted("")]
        }
    }

    private static func under(_ head: String, _ lines: [String], isNested: Bool) -> [String] {
        if lines.count == 1, let line = lines.first, !isNested || line == "{}" || line == "[]" {
            return [head + " " + line]
        }
        return [head] + lines.map { "  " + $0 }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}

extension Node {
    fileprivate var isScalar: Bool {
        if case .scalar = self { return true }
        return false
    }
}

extension Sequence<UInt8> {
    var hexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}
