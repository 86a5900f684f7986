// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Values

/// The tokens VietQR.vn signs in with: an end and a keyed code over it, so that none has to be remembered.
struct VietQRTokens: Sendable {
    static let lifetimeSeconds = 300

    private let credentials: String
    private let key: SymmetricKey

    init(account: VietQRAccount) {
        credentials = "\(account.username):\(account.password)"
        key = SymmetricKey(data: SHA256.hash(data: [UInt8]("vietqr token \(credentials)".utf8)))
    }

    /// `Basic` with name and password (RFC 7617), compared in constant time.
    func accepts(credentials header: String?) -> Bool {
        guard let header, header.lowercased().hasPrefix("basic "),
            let data = Data(base64Encoded: String(header.dropFirst(6).trimmingSpaces()))
        else { return false }
        let given = HMAC<SHA256>.authenticationCode(for: data, using: key)
        return HMAC<SHA256>.isValidAuthenticationCode(given, authenticating: [UInt8](credentials.utf8), using: key)
    }

    func make(at now: Instant) -> String {
        let end = String(now.seconds + Int64(Self.lifetimeSeconds))
        return end + "." + code(end)
    }

    func accepts(bearer header: String?, at now: Instant) -> Bool {
        guard let header, header.lowercased().hasPrefix("bearer ") else { return false }
        let parts = header.dropFirst(7).trimmingSpaces().split(separator: ".")
        guard parts.count == 2, let end = Int64(parts[0]), end > now.seconds else { return false }
        let wanted = [UInt8](code(String(parts[0])).utf8)
        let given = [UInt8](parts[1].utf8)
        return wanted.count == given.count && zip(wanted, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func code(_ end: String) -> String {
        HMAC<SHA256>.authenticationCode(for: [UInt8](end.utf8), using: key).hexadecimal
    }
}
