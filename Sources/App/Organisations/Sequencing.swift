// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
import ServiceLifecycle

/// Runs the sequencers of the organisations that are open, and what else follows their commits, until shutdown.
package struct Sequencing: Service {
    private typealias Work = @Sendable () async -> Void

    private let stream: AsyncStream<Work>
    private let continuation: AsyncStream<Work>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func start(_ sequencer: Sequencer) {
        continuation.yield { await sequencer.run() }
    }

    func start(_ pages: KeptPages) {
        continuation.yield { await pages.run() }
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
