// SPDX-License-Identifier: Apache-2.0

import Audit
import Logging
import ServiceLifecycle

/// Runs the sequencer of every organisation that is opened, until shutdown.
package struct Sequencing: Service {
    private let stream: AsyncStream<Sequencer>
    private let continuation: AsyncStream<Sequencer>.Continuation

    package init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    func start(_ sequencer: Sequencer) {
        continuation.yield(sequencer)
    }

    package func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                for await sequencer in stream {
                    group.addTask { await sequencer.run() }
                }
            }
        }
    }
}
