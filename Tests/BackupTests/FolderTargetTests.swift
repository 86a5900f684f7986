// SPDX-License-Identifier: Apache-2.0

import Backup
import Foundation
import TestKit
import Testing

@Suite("A folder as a target")
struct FolderTargetTests {
    @Test func `what is put is there whole, is listed below its folder, and goes when it is deleted`() async throws {
        try await withTemporaryDirectory { folder in
            let target = FolderTarget(folder.appending(path: "new"))

            try await target.put([1, 2], at: "chunks/ab/abc")
            try await target.put([3], at: "snapshots/1")
            try await target.put([4, 5, 6], at: "snapshots/1")

            #expect(try await target.get("snapshots/1") == [4, 5, 6])
            #expect(try await target.get("snapshots/2") == nil)
            #expect(try await target.list("chunks/") == [StoredObject(key: "chunks/ab/abc", size: 2)])
            #expect(try await Set(target.list("").map(\.key)) == ["chunks/ab/abc", "snapshots/1"])
            try await target.delete("snapshots/1")
            try await target.delete("snapshots/1")
            #expect(try await target.get("snapshots/1") == nil)
        }
    }

    @Test func `only the owner may look at it`() async throws {
        try await withTemporaryDirectory { folder in
            let root = folder.appending(path: "new")
            try await FolderTarget(root).put([1], at: "chunks/ab/abc")

            for (path, wanted) in [("", 0o700), ("chunks/ab", 0o700), ("chunks/ab/abc", 0o600)] {
                let place = root.appending(path: path).path
                let mode = try FileManager.default.attributesOfItem(atPath: place)[.posixPermissions] as? Int
                #expect(mode == wanted, "\(path)")
            }
        }
    }

    @Test func `a folder that cannot be written is named in the problem`() async throws {
        try await withTemporaryDirectory { folder in
            let file = folder.appending(path: "file")
            try Data().write(to: file)

            await #expect { try await FolderTarget(file).put([1], at: "chunks/ab/abc") } throws: { error in
                "\(error)".contains("cannot write chunks/ab/abc in \(file.path)")
            }
        }
    }
}
