// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How many files and connections the system lets this process have open.
package enum FileDescriptors {
    /// Below this a busy shop runs out: 64 databases of three files twice over, and a thousand visitors.
    package static let sensibleLimit = 4_096

    /// Lifts the soft limit to the hard one; systems set the soft one low for programs that still use select(2).
    package static func raiseLimit() {
        var limit = current
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// The hard limit: what `raiseLimit` reaches.
    package static var hardLimit: UInt { UInt(current.rlim_max) }

    private static var current: rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
