// SPDX-License-Identifier: Apache-2.0

package import Values

/// Where a backup stands at its target. The name says when it was taken and by which run, so that one can be found, passed
/// over or removed without being read.
package struct SnapshotName: Hashable, Sendable {
    static let folder = "snapshots/"
    private static let digits = 15

    package let instant: Instant
    package let run: String

    init(_ manifest: Manifest) {
        instant = manifest.instant
        run = manifest.run
    }

    /// Nil when nothing we wrote is called so.
    init?(key: String) {
        let name = key.dropFirst(Self.folder.count)
        guard key.hasPrefix(Self.folder), let dash = name.firstIndex(of: "-"), let time = Int64(name[..<dash]) else {
            return nil
        }
        instant = Instant(milliseconds: time)
        run = String(name[name.index(after: dash)...])
    }

    /// Sorts by time.
    package var key: String {
        let time = String(instant.milliseconds)
        return Self.folder + String(repeating: "0", count: max(0, Self.digits - time.count)) + time + "-" + run
    }
}
