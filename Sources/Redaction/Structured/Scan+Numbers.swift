// SPDX-License-Identifier: Apache-2.0

/// A row of digits in groups, as a number is written: `+84 912 345 678`, `4111-1111-1111-1111`.
struct NumberRun {
    /// Tokens of the groups.
    var groups: [Int]
    var digits: [UInt8]
    var lengths: [Int]
    /// Signs between the groups, 0x20 for a space.
    var separators: [UInt8]
    var hasPlus: Bool

    var count: Int { digits.count }
    var isOne: Bool { lengths.count == 1 }
    func begins(_ text: StaticString) -> Bool {
        text.withUTF8Buffer { $0.count <= digits.count && zip($0, digits).allSatisfy { $0 - 48 == $1 } }
    }
    var value: Int { digits.prefix(18).reduce(0) { $0 * 10 + Int($1) } }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }
}

extension Scan {
    mutating func findNumbers() {
        var index = 0
        while index < tokens.count {
            guard isFree(index), tokens[index].kind != .sign || sign(at: index) == UInt8(ascii: "+") else {
                index += 1
                continue
            }
            if tokens[index].kind == .word {
                index = findMixed(at: index) ?? findSecret(after: index) ?? index + 1
            } else if tokens[index].kind == .digits, index > 0, tokens[index].gap == .none, isWord(index - 1),
                tokens[index - 1].isPlain, tokens[index].length < 7
            {
                index += 1  // the end of a word such as MP3
            } else {
                index = findMixed(at: index) ?? findNumber(at: index)
            }
        }
    }

    /// Reads the longest row of groups from here and gives the first part of it that is somebody's to its kind.
    private mutating func findNumber(at start: Int) -> Int {
        let hasPlus = sign(at: start) == UInt8(ascii: "+")
        let first = hasPlus ? start + 1 : start
        guard first < tokens.count, tokens[first].kind == .digits, isFree(first), !hasPlus || tokens[first].gap == .none
        else { return start + 1 }
        let run = run(from: first, hasPlus: hasPlus)
        for length in stride(from: run.groups.count, to: 0, by: -1) {
            let part = run.prefix(length, in: self)
            guard let last = part.groups.last, let kind = kind(of: part, from: start) else { continue }
            let opened = sign(at: start - 1) == UInt8(ascii: "(") && tokens[start].gap == .none
            let isBracketed = opened && length > 1 && sign(at: first + 1) == UInt8(ascii: ")")
            claim(kind, (isBracketed ? start - 1 : start)..<(last + 1))
            return last + 1
        }
        return first + 1
    }

    /// Digits and what may stand between them: one space, hyphen, dot or bracket, or a bracket with a space.
    private func run(from first: Int, hasPlus: Bool) -> NumberRun {
        var run = NumberRun(groups: [], digits: [], lengths: [], separators: [], hasPlus: hasPlus)
        var index = first
        while true {
            run.groups.append(index)
            run.lengths.append(tokens[index].length)
            for at in tokens[index].start..<tokens[index].end { run.digits.append(text[at] - 48) }
            var next = index + 1
            var separator: UInt8 = 0x20
            while next < tokens.count, next - index <= 2, tokens[next].kind == .sign, tokens[next].gap != .line,
                [0x2d, 0x2e, 0x28, 0x29].contains(tokens[next].sign)
            {
                separator = tokens[next].sign
                next += 1
            }
            guard next < tokens.count, isFree(next), tokens[next].kind == .digits, tokens[next].gap != .line,
                next > index + 1 || tokens[next].gap == .space, run.count + tokens[next].length <= 24,
                !(separator == 0x2e && tokens[next].gap != .none)
            else { return run }
            run.separators.append(separator)
            index = next
        }
    }

    private func kind(of run: NumberRun, from start: Int) -> PersonalKind? {
        guard run.count >= 3 else { return nil }
        let last = run.groups[run.groups.count - 1]
        if touchesMore(start, last) { return nil }
        let before = context(before: start)
        if isAmount(run, start, last) { return nil }
        if !run.hasPlus, run.isCard(after: before) { return .card }
        if before.contains(.thingCue), !before.contains(.phoneCue), !before.contains(.identityCue), run.isOne,
            !run.hasPlus, run.count < 10
        {
            return nil
        }
        if !run.hasPlus, run.isIdentity(after: before) { return .identity }
        if run.isPhone(after: before) { return .phone }
        if isCode(run, before, last) { return .code }
        return nil
    }

    /// Whether the number goes on in a way that makes it something else: a time, a date, a share of a longer word.
    private func touchesMore(_ start: Int, _ last: Int) -> Bool {
        let after = last + 1
        if after < tokens.count, tokens[after].gap == .none {
            if tokens[after].kind == .word, tokens[after].isPlain, tokens[after].length > 3 { return true }
            if [0x2f, 0x3a].contains(sign(at: after)), after + 1 < tokens.count, tokens[after + 1].kind == .digits,
                tokens[after + 1].gap == .none, tokens[last].length <= 4
            {
                return true
            }
        }
        if start > 1, tokens[start].gap == .none, [0x2f, 0x3a].contains(sign(at: start - 1)),
            tokens[start - 1].gap == .none, tokens[start - 2].kind == .digits
        {
            return true
        }
        return false
    }

    /// Money and measures: `1.200.000đ`, `$1,200`, `5 GB`.
    private func isAmount(_ run: NumberRun, _ start: Int, _ last: Int) -> Bool {
        if run.hasPlus { return false }
        if sign(at: start - 1) == UInt8(ascii: "$") { return true }
        let after = last + 1
        if after < tokens.count, tokens[after].kind == .word, tokens[after].gap != .line, run.count < 10,
            tokens[after].senses.contains(.measure)
        {
            return true
        }
        guard run.lengths.count > 1, run.separators.allSatisfy({ $0 == 0x2e }), run.digits[0] != 0 else { return false }
        return run.lengths.dropFirst().allSatisfy { $0 == 3 } && run.lengths[0] <= 3 && run.count < 10
    }

    private func isCode(_ run: NumberRun, _ before: Senses, _ last: Int) -> Bool {
        guard (3...10).contains(run.count), run.lengths.count <= 2, !run.hasPlus else { return false }
        if before.contains(.codeCue) || before.contains(.secretCue) {
            return !before.contains(.thingCue) && (run.count >= 4 || before.contains(.cardCue) || run.isOne)
        }
        let after = context(after: last + 1)
        return after.contains(.codeCue) && !after.contains(.thingCue) && run.count >= 4
    }
}

extension NumberRun {
    func prefix(_ length: Int, in scan: Scan) -> NumberRun {
        guard length < groups.count else { return self }
        return NumberRun(
            groups: Array(groups.prefix(length)), digits: Array(digits.prefix(lengths.prefix(length).reduce(0, +))),
            lengths: Array(lengths.prefix(length)), separators: Array(separators.prefix(length - 1)), hasPlus: hasPlus)
    }
}
