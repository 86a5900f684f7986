// SPDX-License-Identifier: Apache-2.0

/// Random text for ids and codes: unguessable, and different in every run.
enum Token {
    static let alphanumeric = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
    static let hexadecimal = Array("0123456789abcdef")
    static let digits = Array("0123456789")

    static func make(_ length: Int, of alphabet: [Character] = alphanumeric) -> String {
        var random = SystemRandomNumberGenerator()
        return String((0..<length).map { _ in alphabet[Int.random(in: 0..<alphabet.count, using: &random)] })
    }
}

extension Sequence<UInt8> {
    /// Lower-case hexadecimal.
    var hex: String {
        map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
