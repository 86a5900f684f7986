// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A network address as a number; of IPv6 the upper half, which is all that is ever assigned to a place.
enum NetworkAddress: Hashable {
    case version4(UInt32)
    case version6(UInt64)

    init?(_ text: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self = .version4(UInt32(bigEndian: four.s_addr))
            return
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        // An IPv4 address as a socket for both shows it (RFC 4291 §2.5.5.2).
        if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xff, bytes[11] == 0xff {
            self = .version4(bytes[12...].reduce(0) { $0 << 8 | UInt32($1) })
        } else {
            self = .version6(bytes[..<8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }
}
