// SPDX-License-Identifier: Apache-2.0

import Analytics
import Audit
import Conversations
import ServiceLifecycle

/// Runs the sequencers of the organisations that are open, what follows their commits, and the counters of
/// their visits, until shutdown.
package struct Sequencing: Service {
    private typealias Work = @Sendable () async -> Void

    private let stream: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    /// Numbers and signs what is committed.
    func start(_ sequencer: Sequencer) {
        continuation.yield { await sequencer.run() }
    }

    func start(_ pages: KeptPages) {
        continuation.yield { await pages.run() }
    }

    func start(_ counter: VisitCounter) {
        continuation.yield { await counter.run() }
    }

    /// Tells open pages what was numbered.
    func start(_ feed: LiveFeed) {
        continuation.yield { await feed.run() }
    }

    /// Does what may take its time and decides nothing here.
    func start(_ work: @escaping @Sendable () async -> Void) {
        continuation.yield(work)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await work in stream {
                    group.addTask { await work() }
                }
            }
        }
    }
}
