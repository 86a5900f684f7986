// SPDX-License-Identifier: Apache-2.0

/// Finds payment card numbers in text people type, so that none comes to rest with us (PCI DSS 4.0, requirement 3).
package enum CardNumber {
    /// The ranges of `text` that look like a card number: 13 to 19 digits, single spaces or hyphens between them,
    /// passing the Luhn check (ISO/IEC 7812-1 annex B). A number may stand in a longer row of digits, as with the month
    /// behind it, as long as a space or hyphen parts them.
    package static func ranges(in text: String) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var index = text.startIndex
        while index < text.endIndex {
            guard text[index].isASCIIDigit else {
                index = text.index(after: index)
                continue
            }
            let end = endOfDigits(in: text, from: index)
            found += numbers(in: groups(of: text[index..<end]))
            index = end
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

    /// The longest numbers that begin and end with a group.
    private static func numbers(in groups: [Substring]) -> [Range<String.Index>] {
        var found: [Range<String.Index>] = []
        var first = 0
        while first < groups.count {
            var last: Int?
            var digits: [Int] = []
            for (offset, group) in groups[first...].enumerated() where digits.count <= 19 {
                digits += group.compactMap(\.wholeNumberValue)
                if (13...19).contains(digits.count), passesLuhn(digits) { last = first + offset }
            }
            if let last { found.append(groups[first].startIndex..<groups[last].endIndex) }
            first = (last ?? first) + 1
        }
        return found
    }

    private static func groups(of run: Substring) -> [Substring] { run.split { !$0.isASCIIDigit } }

    private static func endOfDigits(in text: String, from start: String.Index) -> String.Index {
        var end = start
        var index = start
        while index < text.endIndex {
            if text[index].isASCIIDigit {
                index = text.index(after: index)
                end = index
            } else if text[index] == " " || text[index] == "-" {
                index = text.index(after: index)
                if index == text.endIndex || !text[index].isASCIIDigit { break }
            } else {
                break
            }
        }
        return end
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
