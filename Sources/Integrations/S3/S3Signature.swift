// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// AWS Signature Version 4 for S3, in the Authorization header, with the whole payload signed.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, read 2026-11-21. S3 encodes a path once.
struct S3Signature {
    let account: S3Account
    /// `20130524T000000Z`.
    let time: String

    /// The headers to send: those given, the time, the payload's digest and the signature over all of them.
    ///
    /// - Parameters:
    ///   - path: encoded already, as it will be sent.
    ///   - query: name and value in clear.
    ///   - headers: `host` must be among them; names in lower case.
    func signed(
        _ method: String, path: String, query: [(name: String, value: String)], headers: [String: String],
        payload: [UInt8]
    ) -> [String: String] {
        var headers = headers
        headers["x-amz-date"] = time
        headers["x-amz-content-sha256"] = Self.hex(SHA256.hash(data: payload))
        let names = headers.keys.sorted()
        let list = names.joined(separator: ";")
        let request = [
            method, path, Self.canonical(query), names.map { "\($0):\(headers[$0] ?? "")\n" }.joined(), list,
            headers["x-amz-content-sha256"] ?? "",
        ].joined(separator: "\n")
        let scope = "\(time.prefix(8))/\(account.region)/s3/aws4_request"
        let text = ["AWS4-HMAC-SHA256", time, scope, Self.hex(SHA256.hash(data: Data(request.utf8)))]
            .joined(separator: "\n")
        let signature = Self.hex(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: signingKey))
        headers["authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(account.accessKey)/\(scope),SignedHeaders=\(list),Signature=\(signature)"
        return headers
    }

    private var signingKey: SymmetricKey {
        let parts = [String(time.prefix(8)), account.region, "s3", "aws4_request"]
        return parts.reduce(SymmetricKey(data: Data("AWS4\(account.secretKey)".utf8))) { key, part in
            SymmetricKey(data: Data(HMAC<SHA256>.authenticationCode(for: Data(part.utf8), using: key)))
        }
    }

    /// As it is signed, and sent.
    static func canonical(_ query: [(name: String, value: String)]) -> String {
        query.map { (encoded($0.name), encoded($0.value)) }.sorted { $0 < $1 }.map { "\($0.0)=\($0.1)" }
            .joined(separator: "&")
    }

    /// Everything but letters, digits and `-._~` as %XX; in a path the slashes stay.
    static func encoded(_ text: String, keepingSlashes: Bool = false) -> String {
        text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                String(UnicodeScalar(byte))
            case UInt8(ascii: "/") where keepingSlashes: "/"
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }.joined()
    }

    private static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
