// SPDX-License-Identifier: Apache-2.0

import Commerce
import Conversations
import Policy
import Rights
import Values
import Vault

/// Tells whoever knows an erased person, each in its own way.
struct ErasureNotifiers: ErasureNotifier {
    static let topic = "chat-topic"

    let shop: ShopErasureNotifier
    let conversations: Conversations

    init(shop: Shop, conversations: Conversations) {
        self.shop = ShopErasureNotifier(shop: shop)
        self.conversations = conversations
    }

    func tell(_ notice: ErasureTelling) async throws -> NoticeOutcome {
        guard notice.kind == Self.topic else { return try await shop.tell(notice) }
        return try await deleteTopic(notice)
    }

    /// The copy in the staff's group goes with its topic: single messages could be deleted for 48 hours only.
    private func deleteTopic(_ notice: ErasureTelling) async throws -> NoticeOutcome {
        guard let bridge = conversations.contactData.bridge else { return .cannot(reason: "not-configured") }
        // Numbers of the group and the topic: they name nobody and stand in the address of the call.
        guard let handle = try await conversations.contactData.open(notice.handle, of: notice.casePerson),
            let topic = BridgeTopic(handle: handle)
        else { return .cannot(reason: "no-handle") }
        let subject = BridgeSubject(person: notice.casePerson, subject: notice.subject)
        switch try await bridge.delete(topic, about: subject, for: .legalDuty) {
        case .done: return .told(answer: "topic-deleted")
        case .topicMissing: return .told(answer: "topic-gone")
        case .wait, .unreachable, .moved: return .later
        case .refused(let code): return .cannot(reason: code)
        }
    }
}
