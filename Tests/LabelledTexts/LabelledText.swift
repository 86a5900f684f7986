// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Redaction

/// A text with the values that must be found in it marked as `{KIND|value}`.
package struct LabelledText: Sendable {
    package let text: String
    package let labels: [Finding]

    init(_ marked: String) {
        var (bytes, labels): ([UInt8], [Finding]) = ([], [])
        var rest = marked.replacing("\\n", with: "\n")[...]
        while let match = rest.firstMatch(of: #/\{([A-Z]+)\|([^}]*)\}/#),
            let kind = PersonalKind(rawValue: String(match.1))
        {
            bytes += rest[..<match.range.lowerBound].utf8
            labels.append(Finding(kind, bytes.count..<(bytes.count + match.2.utf8.count)))
            bytes += match.2.utf8
            rest = rest[match.range.upperBound...]
        }
        bytes += rest.utf8
        text = String(decoding: bytes, as: UTF8.self)
        self.labels = labels
    }

    /// Every line of a file beside this source.
    package static func messages(_ file: String) throws -> [LabelledText] { try lines(file).map { LabelledText($0) } }

    /// Each template filled `rounds` times, with other fills each time.
    package static func filled(_ templates: String, from fills: String, rounds: Int) throws -> [LabelledText] {
        let fills = Dictionary(
            uniqueKeysWithValues: try lines(fills).map { line in
                let parts = line.split(separator: ":", maxSplits: 1)
                return (
                    String(parts[0]), parts[1].split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
                )
            })
        var count = 0
        return try lines(templates).flatMap { template in
            (0..<rounds).map { _ in
                var marked = template
                while let slot = marked.firstMatch(of: #/\{([A-Z_]+)\}/#), let choice = fills[String(slot.1)] {
                    count += 7
                    marked.replaceSubrange(
                        slot.range, with: "{\(kind(String(slot.1)))|\(choice[count % choice.count])}")
                }
                return LabelledText(marked)
            }
        }
    }

    private static func kind(_ slot: String) -> String {
        switch slot {
        case "CCCD", "PASSPORT", "ACCOUNT": "ID"
        default: slot.split(separator: "_").first.map(String.init) ?? slot
        }
    }

    private static func lines(_ file: String) throws -> [String] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        return try String(contentsOf: folder.appending(path: file), encoding: .utf8).split(separator: "\n")
            .map(String.init).filter { !$0.hasPrefix("#") }
    }
}
