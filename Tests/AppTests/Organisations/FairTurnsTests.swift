// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import Testing
import Values

@testable import App

@Suite("Turns at the processor", .timeLimit(.minutes(5)))
struct FairTurnsTests {
    @Test func `a quiet organisation does not wait for everything a loud one has waiting`() async throws {
        let turns = FairTurns()
        let loud = OrganisationExecutor(of: .random(), in: turns)
        let quiet = OrganisationExecutor(of: .random(), in: turns)
        let pieces = Count()
        // Loud has 400 pieces of work waiting at any time, 80,000 in all; quiet needs its turn twenty times.
        let before = await withTaskGroup(of: Int?.self) { group in
            for _ in 0..<400 {
                group.addTask {
                    await withTaskExecutorPreference(loud) {
                        for _ in 0..<200 {
                            pieces.add()
                            await Task.yield()
                        }
                        return nil
                    }
                }
            }
            group.addTask {
                await withTaskExecutorPreference(quiet) {
                    while pieces.value < 2_000 { await Task.yield() }
                    let start = pieces.value
                    for _ in 0..<20 { await Task.yield() }
                    return pieces.value - start
                }
            }
            return await group.reduce(nil as Int?) { $0 ?? $1 } ?? .max
        }

        // Taken in the order they came, 400 would pass before each of the twenty.
        #expect(before < 2_000, "\(before) pieces of the loud one came in between")
    }
}

private final class Count: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }
    func add() { count.add(1, ordering: .relaxed) }
}
