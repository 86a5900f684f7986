// SPDX-License-Identifier: Apache-2.0

import Accounts
import Conversations
import Media
import Values
import Vault

/// A message as the script shows it.
struct ShownMessage: Encodable {
    struct File: Encodable {
        let id: String
        let name: String
        let type: String
        let size: Int
    }

    let key: String
    let position: Int
    let from: String
    /// The given name of whoever answered.
    let name: String?
    let text: String
    /// Milliseconds since 1970.
    let at: Int64
    /// The same, when it was changed since; nil while it stands as it was written.
    let edited: Int64?
    let file: File?
    /// Whether it brought a file that is not kept any more.
    let isWithoutFile: Bool

    init(_ opened: OpenedMessage, name: String?) {
        key = opened.message.clientID.description
        position = opened.message.position
        from = opened.message.direction.rawValue
        self.name = name
        text = opened.text.expose()
        at = opened.message.writtenAt.milliseconds
        edited = opened.message.editedAt?.milliseconds
        file = opened.file.map {
            File(
                id: $0.media.id.description, name: $0.name.expose(), type: $0.media.type.rawValue, size: $0.media.size)
        }
        isWithoutFile = opened.message.media != nil && opened.file == nil
    }
}

struct ShownMarks: Encodable {
    let delivered: Int
    let read: Int

    /// How far the staff has come.
    init(_ conversation: Conversation) {
        delivered = conversation.marks.staffDelivered
        read = conversation.marks.staffRead
    }
}

struct ShownTranscript: Encodable {
    let number: String
    let messages: [ShownMessage]
    let isCut: Bool
    let hasAddress: Bool
    let lastEvent: Int
    let marks: ShownMarks
    let isThere: Bool
}

struct ShownState: Encodable {
    let marks: ShownMarks
    let isThere: Bool
}

struct ShownReceipt: Encodable {
    let number: String
    let message: ShownMessage
    let isThere: Bool
}

struct ShownPresence: Encodable {
    let isThere: Bool
}

struct ShownAddress: Encodable {
    let address: String
}

extension WidgetServices {
    func shown(_ messages: [OpenedMessage]) async throws -> [ShownMessage] {
        var names: [PersonID: String] = [:]
        for author in Set(messages.compactMap(\.message.author)) {
            names[author] = try await givenName(of: author)
        }
        return messages.map { ShownMessage($0, name: $0.message.author.flatMap { names[$0] }) }
    }

    /// The last part of a Vietnamese name is the one people are called by; a name of one part is that one.
    func givenName(of member: PersonID) async throws -> String? {
        let name = try await accounts.name(of: member, as: .system("chat"))
        return name?.expose().split(separator: " ").last.map(String.init)
    }
}
