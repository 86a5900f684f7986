// SPDX-License-Identifier: Apache-2.0

import Conversations
import Policy
import Synchronization
import Values
import Vault

/// A group of the staff's that answers as it is told.
final class FakeGroup: SupportBridge {
    struct State {
        var topics: [Int64: [String]] = [:]
        var lastThread: Int64 = 0
        var isDown = false
        var deleted: [BridgeTopic] = []
        var number: Int64 = -100
        var announcements = 0
    }

    let state = Mutex(State())
    let vault: Vault

    init(vault: Vault) {
        self.vault = vault
    }

    var recipient: RecipientID { .telegram }
    var group: BridgeGroup { BridgeGroup(chat: -100) }

    func wait(for group: BridgeGroup, isFirst: Bool) -> Duration? { nil }
    func fitting(_ texts: [Int]) -> Int { texts.count }

    func openTopic(named name: String, in group: BridgeGroup, about subject: BridgeSubject) async throws
        -> BridgeAnswer<BridgeTopic>
    {
        state.withLock { state in
            guard !state.isDown else { return .unreachable }
            guard group.chat == state.number else { return .moved(to: BridgeGroup(chat: state.number)) }
            state.lastThread += 1
            state.topics[state.lastThread] = []
            return .done(BridgeTopic(group: group, thread: state.lastThread))
        }
    }

    func post(_ lines: [BridgeLine], in topic: BridgeTopic, about subject: BridgeSubject) async throws
        -> BridgeAnswer<Void>
    {
        var texts: [String] = []
        for line in lines {
            let opened = try await vault.open(line.text, of: subject.person, for: .support, as: .system("test"))
            texts.append(line.prefix + (opened.value?.expose() ?? "?"))
        }
        let text = texts.joined(separator: "\n")
        return state.withLock { state in
            guard !state.isDown else { return .unreachable }
            guard topic.group.chat == state.number else { return .moved(to: BridgeGroup(chat: state.number)) }
            guard state.topics[topic.thread] != nil else { return .topicMissing }
            state.topics[topic.thread]?.append(text)
            return .done(())
        }
    }

    func delete(_ topic: BridgeTopic, about subject: BridgeSubject, for purpose: Purpose) async throws
        -> BridgeAnswer<Void>
    {
        state.withLock { state in
            state.topics[topic.thread] = nil
            state.deleted.append(topic)
            return .done(())
        }
    }

    func announce() async throws -> Bool {
        state.withLock { state in
            state.announcements += state.isDown ? 0 : 1
            return !state.isDown
        }
    }

    var posts: [String] { state.withLock { state in state.topics.sorted { $0.key < $1.key }.flatMap(\.value) } }
}
