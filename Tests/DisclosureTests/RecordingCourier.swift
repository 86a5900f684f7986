// SPDX-License-Identifier: Apache-2.0

import Disclosure
import Synchronization

/// Keeps what it is given and answers as told; nothing reaches a network.
final class RecordingCourier: Courier {
    private let carried = Mutex<[Outgoing]>([])
    private let answer: Result<Reply, DeliveryFailure>

    init(answering answer: Result<Reply, DeliveryFailure> = .success(.http(status: 200, headers: [], body: []))) {
        self.answer = answer
    }

    var deliveries: [Outgoing] { carried.withLock { $0 } }

    func deliver(_ outgoing: Outgoing) async throws -> Reply {
        carried.withLock { $0.append(outgoing) }
        return try answer.get()
    }
}
