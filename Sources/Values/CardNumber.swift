// SPDX-License-Identifier: Apache-2.0

/// Finds payment card numbers in text people type, so that none comes to rest with us (PCI DSS 4.0, requirement 3).
package enum CardNumber {
    /// The ranges of `text` that look like a card number: 13 to 19 digits, single spaces or hyphens between them,
    /// passing the Luhn check (ISO/IEC 7812-1 annex B), also where more digits follow, such as an expiry date.
    package static func ranges(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        for groups in runs(in: text) {
            var first = groups.startIndex
            while first < groups.endIndex {
                // The longest, so that no digit of a number is left standing when it is masked.
                let last = groups.indices[first...].last { last in
                    isNumber(text[groups[first].lowerBound..<groups[last].upperBound])
                }
                if let last { found.append(groups[first].lowerBound..<groups[last].upperBound) }
                first = (last ?? first) + 1
            }
        }
        return found
    }

    package static func appears(in text: String) -> Bool { !ranges(in: text).isEmpty }

    /// The same text with all but the last four digits of each card number replaced.
    package static func masked(in text: String) -> String {
        ranges(in: text).reversed().reduce(into: text) { masked, range in
            let last = masked[range].filter(\.isASCIIDigit).suffix(4)
            masked.replaceSubrange(range, with: "•••• " + last)
        }
    }

    /// Groups of digits, in runs in which a single space or hyphen stands between one group and the next.
    private static func runs(in text: String) -> [[Range<String.Index>]] {
        var runs: [[Range<String.Index>]] = []
        var index = text.startIndex
        while let start = text[index...].firstIndex(where: \.isASCIIDigit) {
            let end = text[start...].firstIndex { !$0.isASCIIDigit } ?? text.endIndex
            let between = text[index..<start]
            if !runs.isEmpty, between == " " || between == "-" {
                runs[runs.count - 1].append(start..<end)
            } else {
                runs.append([start..<end])
            }
            index = end
        }
        return runs
    }

    private static func isNumber(_ text: Substring) -> Bool {
        let digits = text.compactMap { $0.isASCIIDigit ? $0.wholeNumberValue : nil }
        return (13...19).contains(digits.count) && passesLuhn(digits)
    }

    private static func passesLuhn(_ digits: [Int]) -> Bool {
        let sum = digits.reversed().enumerated().reduce(0) { sum, next in
            let doubled = next.offset.isMultiple(of: 2) ? next.element : next.element * 2
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        return sum.isMultiple(of: 10)
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}
