// SPDX-License-Identifier: Apache-2.0

import Crypto
package import Values

/// What the analytics cookie holds: the minute a visit began and 96 random bits. It is a visit's and not a person's:
/// it ends half an hour after the last page, at the latest after what the policy says, and the next one is another.
///
/// The minute is in it so that any server can tell its age without looking anything up.
package struct VisitToken: Hashable, Sendable {
    /// How long after the last page a visit is over.
    package static let idle = Duration.seconds(30 * 60)

    private let bytes: [UInt8]

    package static func make(at now: Instant) -> VisitToken {
        let minute = UInt32(truncatingIfNeeded: now.minute)
        var generator = SystemRandomNumberGenerator()
        let random = (0..<12).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        return VisitToken(bytes: (0..<4).map { UInt8(truncatingIfNeeded: minute >> (24 - 8 * $0)) } + random)
    }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Nil for what no server of ours can have set, and for a visit that began longer ago than `lifetime`.
    package init?(cookie: String, at now: Instant, lifetime: Duration) {
        guard let bytes = Base64URL.decode(cookie), bytes.count == 16 else { return nil }
        self.bytes = bytes
        // Clocks of servers differ a little.
        let age = now.minute - beganMinute
        guard (-2...lifetime.milliseconds / 60_000).contains(age) else { return nil }
    }

    package var cookie: String { Base64URL.encode(bytes) }

    var beganMinute: Int64 { bytes.prefix(4).reduce(0) { $0 << 8 | Int64($1) } }

    /// What stands in the table: whoever reads it there cannot send it as a cookie.
    var digest: [UInt8] { Array(SHA256.hash(data: bytes).prefix(16)) }
}

extension Instant {
    /// Whole minutes since 1970: the finest time analytics knows.
    package var minute: Int64 { milliseconds / 60_000 }
}
