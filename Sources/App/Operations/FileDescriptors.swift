// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What the system lets this process do with files: how many may be open, and how large they may grow.
package enum FileDescriptors {
    /// Below this a busy shop runs out: 64 databases of three files twice over, and a thousand visitors.
    package static let sensibleLimit = 4_096

    /// Lifts the soft limit to the hard one; systems set the soft one low for programs that still use select(2).
    package static func raiseLimit() {
        var limit = current
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Makes writing beyond the system's limit of a file's size an error like a full disk, instead of the end of the process.
    package static func outliveFileSizeLimit() {
        signal(SIGXFSZ, SIG_IGN)
    }

    /// The hard limit: what `raiseLimit` reaches.
    package static var hardLimit: UInt { UInt(current.rlim_max) }

    private static var current: rlimit {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return limit
    }
}
