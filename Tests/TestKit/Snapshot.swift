// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Testing

/// Expects `text` to be what the file at `path` (from the root of the project) holds.
///
/// With `SAMPAN_WRITE_SNAPSHOTS=1` the file is written instead, to be read and committed.
package func expectSnapshot(
    _ text: String, at path: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    let file = root.appending(path: path)
    guard ProcessInfo.processInfo.environment["SAMPAN_WRITE_SNAPSHOTS"] == nil else {
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        return try text.write(to: file, atomically: true, encoding: .utf8)
    }
    // A missing file reads as empty, and so is reported like any other difference.
    let recorded = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    guard recorded != text else { return }
    let difference = firstDifference(recorded, text)
    Issue.record(
        "\(path) differs from what the program gives \(difference). When the change is meant: make snapshots",
        sourceLocation: sourceLocation)
}

private func firstDifference(_ recorded: String, _ current: String) -> String {
    let old = recorded.split(separator: "\n", omittingEmptySubsequences: false)
    let new = current.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(old, new).prefix { $0 == $1 }.count
    let (was, now) = (old.indices.contains(line) ? old[line] : "", new.indices.contains(line) ? new[line] : "")
    return "from line \(line + 1) on: recorded “\(was)”, now “\(now)”"
}
