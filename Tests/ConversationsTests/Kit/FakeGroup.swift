// SPDX-License-Identifier: Apache-2.0

import Conversations
import Media
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
        /// Name, and content.
        var files: [String: [UInt8]] = [:]
        var told: [MediaRefusal] = []
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

    func post(_ file: BridgeFile, in topic: BridgeTopic, about subject: BridgeSubject) async throws
        -> BridgeAnswer<Void>
    {
        guard
            let opener = try await vault.opener(for: subject.person, purpose: .support, as: .system("test"))
        else { return .refused(code: "erased") }
        let name = try await opener.open(file.name).value?.expose() ?? "?"
        var content: [UInt8] = []
        for piece in file.content { content += try await opener.openBytes(piece).value?.expose() ?? [] }
        let bytes = content
        return state.withLock { state in
            state.topics[topic.thread]?.append(file.prefix + "[\(name)]")
            state.files[name] = bytes
            return .done(())
        }
    }

    func fetch(_ file: BridgeFileReference, atMost limit: Int) async throws -> BridgeAnswer<[UInt8]> {
        state.withLock { state in
            guard !state.isDown else { return .unreachable }
            guard let content = state.files[file.id], content.count <= limit else { return .refused(code: "too-large") }
            return .done(content)
        }
    }

    func tell(_ refusal: MediaRefusal, in topic: BridgeTopic, about subject: BridgeSubject) async throws
        -> BridgeAnswer<Void>
    {
        state.withLock { $0.told.append(refusal) }
        return .done(())
    }

    func announce() async throws -> Bool {
        state.withLock { state in
            state.announcements += state.isDown ? 0 : 1
            return !state.isDown
        }
    }

    var posts: [String] { state.withLock { state in state.topics.sorted { $0.key < $1.key }.flatMap(\.value) } }
}
