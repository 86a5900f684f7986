// SPDX-License-Identifier: Apache-2.0

/// A VietQR code as a banking app reads it: strictly, for a code that one bank reads and another does not is a lost payment.
struct PaymentCode: Hashable, Sendable {
    let bankBIN: String
    let account: String
    let amount: Int64?
    /// The purpose of the transaction (62/08).
    let content: String

    struct Unreadable: Error, Hashable {
        let why: String
    }

    init(_ text: String) throws(Unreadable) {
        guard text.utf8.count > 8, text.dropLast(4).hasSuffix("6304") else { throw Unreadable(why: "no checksum") }
        guard Self.crc(text.dropLast(4)) == text.suffix(4) else { throw Unreadable(why: "wrong checksum") }
        let fields = try Self.fields(of: text)
        guard fields["00"] == "01" else { throw Unreadable(why: "not version 01") }
        guard fields["53"] == "704", fields["58"] == "VN" else {
            throw Unreadable(why: "not in dong, or not in Vietnam")
        }
        let merchant = try Self.fields(of: fields["38"] ?? "")
        guard merchant["00"] == "A000000727", merchant["02"] == "QRIBFTTA" else {
            throw Unreadable(why: "not a NAPAS transfer to an account")
        }
        let beneficiary = try Self.fields(of: merchant["01"] ?? "")
        guard let bank = beneficiary["00"], bank.count == 6, let account = beneficiary["01"], account.count <= 19 else {
            throw Unreadable(why: "no account")
        }
        let isOneTime = fields["01"] == "12"
        let amount = fields["54"].flatMap { Int64($0) }
        guard !isOneTime || amount != nil else { throw Unreadable(why: "one-time without an amount") }
        bankBIN = bank
        self.account = account
        self.amount = amount
        content = try fields["62"].map { text throws(Unreadable) in try Self.fields(of: text)["08"] ?? "" } ?? ""
    }

    /// Two digits of name, two of length, the value; to the last byte.
    private static func fields(of text: String) throws(Unreadable) -> [String: String] {
        var fields: [String: String] = [:]
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard rest.count >= 4, let length = Int(String(decoding: rest.dropFirst(2).prefix(2), as: UTF8.self)),
                rest.count >= 4 + length
            else { throw Unreadable(why: "a field runs over the end") }
            let name = String(decoding: rest.prefix(2), as: UTF8.self)
            guard fields[name] == nil else { throw Unreadable(why: "field \(name) stands twice") }
            fields[name] = String(decoding: rest.dropFirst(4).prefix(length), as: UTF8.self)
            rest = rest.dropFirst(4 + length)
        }
        return fields
    }

    private static func crc(_ text: Substring) -> String {
        var crc = 0xFFFF
        for byte in text.utf8 {
            crc ^= Int(byte) << 8
            for _ in 0..<8 { crc = crc & 0x8000 != 0 ? (crc << 1 ^ 0x1021) & 0xFFFF : crc << 1 & 0xFFFF }
        }
        let digits = String(crc, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
