// SPDX-License-Identifier: Apache-2.0

import Foundation

/// How fast the server is there, and what it costs to keep it.
struct ServerBench {
    let server: String
    let folder: URL

    func figures() async throws -> [Figure] {
        var starts: [Double] = []
        var memory = 0.0
        for round in 0..<6 {
            let running = try await PageBench.start(server, in: folder.appending(path: "server"))
            // The first start makes the installation; those after it are what counts.
            if round > 0 { starts.append(running.startSeconds) }
            if round == 5 {
                try await Task.sleep(for: .seconds(2))
                memory = running.memory
            }
            running.stop()
        }
        return [
            Figure(name: "start", value: starts.median * 1000, unit: "ms", goal: .below(300)),
            Figure(name: "idle-memory", value: memory, unit: "MB", goal: .below(80)),
        ]
    }
}
