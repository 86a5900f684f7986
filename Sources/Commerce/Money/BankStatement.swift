// SPDX-License-Identifier: Apache-2.0

package import Foundation
package import Values

/// What a bank exports of an account: rows of values under headings, separated by commas, semicolons or tabs (RFC 4180).
package struct BankStatement: Sendable {
    package struct Line: Hashable, Sendable {
        package let reference: String
        package let amount: Int64
        package let content: String
        package let payer: String?
        package let receivedAt: Instant
    }

    package enum Problem: Error, Hashable, Sendable {
        case empty
        /// No heading names these: `date`, `reference`, `amount`, `content`.
        case headingMissing(String)
        /// A row, counted from 1 with the headings, whose value cannot be read.
        case unreadable(row: Int, column: String)
    }

    /// Money that came in; what left is passed over.
    package let lines: [Line]

    /// All or nothing: a statement with a row nobody can read is refused before anything is booked.
    package init(_ text: String, timeZone: TimeZone) throws(Problem) {
        let rows = Self.rows(of: text)
        guard let headings = rows.first, rows.count > 1 else { throw .empty }
        let columns = try Columns(headings)
        var lines: [Line] = []
        for (index, row) in rows.dropFirst().enumerated() {
            if let line = try columns.line(row, number: index + 2, timeZone) { lines.append(line) }
        }
        self.lines = lines
    }

    private static func rows(of text: String) -> [[String]] {
        let plain = text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
        let first = plain.prefix { !$0.isNewline }
        let separator: Character =
            [",", ";", "\t"].max { left, right in
                first.count { $0 == left } < first.count { $0 == right }
            } ?? ","
        var rows: [[String]] = []
        var (row, cell, isQuoted) = ([String](), "", false)
        func endRow() {
            row.append(cell.trimmingSpaces())
            if row.contains(where: { !$0.isEmpty }) { rows.append(row) }
            (row, cell) = ([], "")
        }
        var rest = plain[...]
        while let character = rest.popFirst() {
            switch character {
            case "\"" where isQuoted && rest.first == "\"":
                cell.append("\"")
                rest.removeFirst()
            case "\"" where isQuoted || cell.isEmpty: isQuoted.toggle()
            case separator where !isQuoted:
                row.append(cell.trimmingSpaces())
                cell = ""
            case _ where character.isNewline && !isQuoted: endRow()
            default: cell.append(character)
            }
        }
        endRow()
        return rows
    }
}

/// Which column holds what, by the words banks head them with.
private struct Columns {
    let date: Int
    let reference: Int
    let amount: Int
    let content: Int
    let payer: Int?
    let account: Int?

    init(_ headings: [String]) throws(BankStatement.Problem) {
        let names = headings.map { heading in
            heading.folding(options: [.diacriticInsensitive, .caseInsensitive], locale: nil).lowercased()
                .replacing("đ", with: "d")
        }
        func find(_ words: [String]) -> Int? {
            for word in words {
                if let index = names.firstIndex(where: { $0.contains(word) }) { return index }
            }
            return nil
        }
        func need(_ what: String, _ words: [String]) throws(BankStatement.Problem) -> Int {
            guard let index = find(words) else { throw .headingMissing(what) }
            return index
        }
        date = try need("date", ["ngay giao dich", "ngay gd", "thoi gian", "ngay", "date", "time"])
        reference = try need(
            "reference", ["ma giao dich", "so tham chieu", "tham chieu", "so but toan", "ma gd", "reference"])
        amount = try need("amount", ["ghi co", "phat sinh co", "tien vao", "so tien", "credit", "amount"])
        content = try need("content", ["noi dung", "dien giai", "mo ta", "description", "content", "details"])
        payer = find([
            "ten doi ung", "ten nguoi chuyen", "nguoi chuyen", "don vi chuyen", "payer", "sender", "counterparty",
        ])
        account = find(["tk doi ung", "tai khoan doi ung", "so tk chuyen", "sender account", "payer account"])
    }

    /// Nil for money that left, and for sums at the end.
    func line(
        _ row: [String], number: Int, _ timeZone: TimeZone
    ) throws(BankStatement.Problem) -> BankStatement.Line? {
        func cell(_ index: Int?) -> String { index.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? "" }
        if cell(reference).isEmpty || cell(amount).isEmpty { return nil }
        guard let amount = Self.amount(cell(amount)) else { throw .unreadable(row: number, column: "amount") }
        guard amount > 0 else { return nil }
        guard let receivedAt = Self.time(cell(date), timeZone) else { throw .unreadable(row: number, column: "date") }
        let payer = [cell(payer), cell(account)].filter { !$0.isEmpty }.joined(separator: " · ")
        return BankStatement.Line(
            reference: String(cell(reference).prefix(120)), amount: amount, content: cell(content),
            payer: payer.isEmpty ? nil : payer, receivedAt: receivedAt)
    }

    /// Whole dong: `239.000`, `239,000.00`, `+239000 VND`.
    private static func amount(_ text: String) -> Int64? {
        var digits = text.uppercased().replacing("VND", with: "").replacing("₫", with: "").filter { !$0.isWhitespace }
        for end in [".00", ",00"] where digits.hasSuffix(end) { digits.removeLast(3) }
        let isNegative = digits.hasPrefix("-")
        guard digits.allSatisfy({ $0.isASCII && ($0.isNumber || ".,+-".contains($0)) }) else { return nil }
        return Int64(digits.filter(\.isNumber)).map { isNegative ? -$0 : $0 }
    }

    /// `21/11/2026 16:54:03`, `21-11-2026`, `2026-11-21T16:54`; a day alone is its noon.
    private static func time(_ text: String, _ timeZone: TimeZone) -> Instant? {
        guard
            let match = text.firstMatch(
                of: /(\d{1,4})[\/\-.](\d{1,2})[\/\-.](\d{1,4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?/),
            let first = Int(match.1), let month = Int(match.2), let last = Int(match.3)
        else { return nil }
        var parts = DateComponents()
        (parts.year, parts.month, parts.day) = first > 31 ? (first, month, last) : (last, month, first)
        parts.hour = match.4.flatMap { Int($0) } ?? 12
        parts.minute = match.5.flatMap { Int($0) } ?? 0
        parts.second = match.6.flatMap { Int($0) } ?? 0
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        guard let year = parts.year, (2000...2100).contains(year), (1...12).contains(month),
            let date = calendar.date(from: parts), calendar.component(.month, from: date) == month
        else { return nil }
        return Instant(date)
    }
}
