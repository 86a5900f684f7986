// SPDX-License-Identifier: Apache-2.0

/// The text of a payment code as every Vietnamese banking app reads it (NAPAS, "QR Format T&C" v1.0, September 2021, on EMVCo
/// "QR Code Specification for Payment Systems, Merchant-Presented Mode"): fields of two digits of name, two of length, and value.
package struct VietQRCode: Hashable, Sendable {
    package let text: String

    /// Nil when a value is longer than its field holds or stands outside its alphabet.
    ///
    /// - Parameters:
    ///   - amount: whole dong.
    ///   - reference: letters, digits and spaces, at most 25; the payer's bank puts it into the transfer.
    package init?(bankBIN: String, accountNumber: String, amount: Int64, reference: String) {
        let isDigits: (String) -> Bool = { $0.utf8.allSatisfy { (48...57).contains($0) } }
        let isPlain = reference.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 32
        }
        guard bankBIN.utf8.count == 6, isDigits(bankBIN), (1...19).contains(accountNumber.utf8.count),
            accountNumber.utf8.allSatisfy({ (48...57).contains($0) || (65...90).contains($0) }), amount > 0,
            String(amount).utf8.count <= 13, (1...25).contains(reference.utf8.count), isPlain
        else { return nil }
        let beneficiary = Self.field("00", bankBIN) + Self.field("01", accountNumber)
        let account =
            Self.field("00", "A000000727") + Self.field("01", beneficiary) + Self.field("02", "QRIBFTTA")
        let body =
            Self.field("00", "01") + Self.field("01", "12") + Self.field("38", account) + Self.field("53", "704")
            + Self.field("54", String(amount)) + Self.field("58", "VN")
            + Self.field("62", Self.field("01", reference) + Self.field("08", reference)) + "6304"
        text = body + Self.checksum(of: body)
    }

    private static func field(_ name: String, _ value: String) -> String {
        let length = String(value.utf8.count)
        return name + (length.count < 2 ? "0" : "") + length + value
    }

    /// CRC-16 with polynomial 0x1021 and start 0xFFFF, not reflected: `123456789` gives `29B1`.
    package static func checksum(of text: String) -> String {
        var register: UInt16 = 0xFFFF
        for byte in text.utf8 {
            register ^= UInt16(byte) << 8
            for _ in 0..<8 {
                register = register & 0x8000 == 0 ? register << 1 : (register << 1) ^ 0x1021
            }
        }
        let digits = String(register, radix: 16, uppercase: true)
        return String(repeating: "0", count: 4 - digits.count) + digits
    }
}
