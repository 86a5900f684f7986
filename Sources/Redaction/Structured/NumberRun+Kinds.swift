// SPDX-License-Identifier: Apache-2.0

/// Whose number a row of digits is, by length, grouping and check digits; the words before it decide where formats do not.
extension NumberRun {
    /// 13 to 19 digits that pass Luhn's check (ISO/IEC 7812-1 annex B), or said to be a card.
    func isCard(after context: Senses) -> Bool {
        guard (13...19).contains(count), (2...6).contains(digits[0]) else { return false }
        return passesLuhn || (context.contains(.cardCue) && lengths.allSatisfy { $0 >= 4 })
    }

    var passesLuhn: Bool {
        var sum = 0
        for (offset, digit) in digits.reversed().enumerated() {
            let doubled = offset.isMultiple(of: 2) ? Int(digit) : Int(digit) * 2
            sum += doubled > 9 ? doubled - 9 : doubled
        }
        return sum.isMultiple(of: 10)
    }

    func isIdentity(after context: Senses) -> Bool {
        if context.contains(.identityCue), !context.contains(.thingCue), (6...20).contains(count) {
            return !(context.contains(.phoneCue) && isPhoneFormat)
        }
        switch (count, lengths) {
        case (9, [3, 2, 4]): return separators.allSatisfy { $0 == 0x2d }  // United States
        case (12, [12]), (12, [3, 3, 3, 3]): return isVietnamese || (isOne && digits[0] > 1 && passesVerhoeff)
        case (12, [4, 4, 4]): return digits[0] > 1  // India
        case (12, [6, 2, 4]): return true  // Malaysia
        case (13, [6, 7]): return separators == [0x2d]  // Korea
        case (13, [13]), (13, [1, 4, 5, 2, 1]): return isThai
        case (11, [3, 3, 3, 2]): return separators.last == 0x2d  // Brazil
        case (18, [18]): return isChinese
        case (19, _), (20, _): return begins("89")  // SIM card
        default: return false
        }
    }

    /// A citizen's number: province 001-096, then a figure for century and sex (Decree 137/2015/NĐ-CP art. 7, 13).
    private var isVietnamese: Bool { digits[0] == 0 && (1...96).contains(number(0..<3)) && digits[3] <= 3 }

    private var isThai: Bool {
        let sum = (0..<12).reduce(0) { $0 + Int(digits[$1]) * (13 - $1) }
        return digits[0] > 0 && (11 - sum % 11) % 10 == Int(digits[12])
    }

    /// GB 11643: ISO 7064 MOD 11-2, and a date of birth.
    private var isChinese: Bool {
        let sum = (0..<17).reduce(0) { sum, place in sum + Int(digits[place]) * ((1 << (17 - place)) % 11) }
        return (12 - sum % 11) % 11 == Int(digits[17]) && (1900...2099).contains(number(6..<10))
    }

    /// The check of Indian numbers: the dihedral group D5.
    private var passesVerhoeff: Bool {
        func times(_ a: Int, _ b: Int) -> Int {
            if a < 5 { return b < 5 ? (a + b) % 5 : (a + b) % 5 + 5 }
            return b < 5 ? (a - b + 5) % 5 + 5 : (a - b + 5) % 5
        }
        let first = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]
        var sum = 0
        for (place, digit) in digits.reversed().enumerated() {
            var permuted = Int(digit)
            for _ in 0..<(place % 8) { permuted = first[permuted] }
            sum = times(sum, permuted)
        }
        return sum == 0
    }

    func isPhone(after context: Senses) -> Bool {
        if isPhoneFormat { return !(context.contains(.thingCue) && !hasPlus && isOne && !context.contains(.phoneCue)) }
        return context.contains(.phoneCue) && !context.contains(.codeCue) && !context.contains(.thingCue)
            && (7...15).contains(count) && !isYears
    }

    private var isYears: Bool { lengths == [4, 4] && [19, 20].contains(number(0..<2)) }

    /// The ways numbers are written: E.164 with `+` or `00`, and national ones by their leading 0 or their grouping.
    private var isPhoneFormat: Bool {
        if hasPlus { return (8...15).contains(count) && digits[0] > 0 }
        if begins("00") { return (10...17).contains(count) }
        if begins("1800") || begins("1900") { return false }  // numbers of firms
        if digits[0] == 0 { return isOne ? count == 10 || count == 11 : (9...12).contains(count) && digits[1] > 0 }
        if begins("84"), count == 11, [3, 5, 7, 8, 9].contains(digits[2]) { return true }
        switch (count, lengths) {
        case (10, [3, 3, 4]), (10, [3, 7]): return digits[0] > 1 && digits[3] > 1
        case (11, [1, 3, 3, 4]), (11, [11]): return digits[0] == 1 && digits[1] > 1
        case (11, [3, 4, 4]): return digits[0] == 1
        case (10, [10]), (10, [5, 5]), (10, [4, 3, 3]), (10, [4, 6]): return digits[0] > 1
        case (9, [3, 3, 3]): return digits[0] > 5  // as in Spain
        case (8, [4, 4]): return digits[0] > 1 && !isYears
        default: return (11...13).contains(count) && !isOne && lengths[0] <= 3 && digits[0] > 1 && lengths.count >= 3
        }
    }
}
