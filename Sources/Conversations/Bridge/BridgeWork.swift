// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// What goes on by itself between conversations and the staff's group.
struct BridgeWork: Sendable {
    private let foundation: ConversationsFoundation
    private let carry: CarryConversation
    private let tidy: TidyBridge
    private let announce: AnnounceBridge

    init(foundation: ConversationsFoundation, bridge: any SupportBridge) {
        self.foundation = foundation
        carry = CarryConversation(foundation: foundation, bridge: bridge)
        tidy = TidyBridge(foundation: foundation, bridge: bridge)
        announce = AnnounceBridge(bridge: bridge)
    }

    func begin() async throws {
        guard let all = ID<JobSubject>(bytes: [UInt8](repeating: 0, count: 16)) else { return }
        let now = foundation.clock.now()
        try await Job(AnnounceBridge.kind, about: all, at: now, exclusive: true).begin(in: foundation.data)
        try await Job(TidyBridge.kind, about: all, at: now, after: .seconds(90), exclusive: true)
            .begin(in: foundation.data)
    }

    func addHandlers(to handlers: inout JobHandlers) {
        let (carry, tidy, announce) = (carry, tidy, announce)
        handlers.add(CarryConversation.kind, timeLimit: .seconds(120)) { subject, attempt in
            try await carry(subject.cast(), attempt: attempt)
        }
        handlers.add(TidyBridge.kind, timeLimit: .seconds(600)) { _, _ in try await tidy() }
        handlers.add(AnnounceBridge.kind) { _, attempt in try await announce(attempt: attempt) }
    }
}
