// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Gives `body` a fresh folder, readable by its owner only, and removes it afterwards, whatever happened.
@discardableResult
package func withTemporaryDirectory<Result>(
    _ body: (URL) async throws -> Result
) async throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "sampan-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer {
        // Left behind at worst: the system empties its temporary folder.
        try? FileManager.default.removeItem(at: folder)
    }
    return try await body(folder)
}
