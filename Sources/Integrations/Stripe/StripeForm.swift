// SPDX-License-Identifier: Apache-2.0

/// The body of a request to Stripe: `application/x-www-form-urlencoded`, nesting written with brackets, fields in the
/// order they were added, since an idempotent repetition should be the same to the byte.
struct StripeForm {
    private(set) var text = ""

    mutating func add(_ name: String, _ value: String) {
        if !text.isEmpty { text += "&" }
        text += Self.encoded(name) + "=" + Self.encoded(value)
    }

    mutating func add(_ name: String, _ value: some BinaryInteger) {
        add(name, String(value))
    }

    /// Keeps RFC 3986's unreserved characters, writes a space as `+` and every other byte as `%XX`.
    static func encoded(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: " "):
                result += "+"
            default:
                result += byte < 16 ? "%0" : "%"
                result += String(byte, radix: 16, uppercase: true)
            }
        }
        return result
    }

    /// For one part of a path: a space becomes `%20` there.
    static func pathPart(_ text: String) -> String {
        encoded(text).replacing("+", with: "%20")
    }
}
