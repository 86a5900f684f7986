// SPDX-License-Identifier: Apache-2.0

package import Conversations
import Foundation

/// One thing that happened in the group, as far as it is used.
package struct TelegramUpdate: Sendable {
    package enum Event: Sendable {
        /// Somebody wrote; `sender` is their account on Telegram.
        case said(BridgeMessage, sender: Int64)
        /// Somebody changed what they wrote.
        case changed(BridgeMessage, sender: Int64)
        /// The group became another: every number of it changes.
        case moved(BridgeGroup, to: BridgeGroup)
        /// A service message, a bot's own words, a sticker: nothing we act on.
        case other
    }

    package let number: Int64
    package let event: Event

    /// Nil for anything that is not an update.
    package init?(_ body: [UInt8]) {
        // Whatever it is, it is not theirs.
        guard let update = try? JSONDecoder().decode(Update.self, from: Data(body)) else { return nil }
        number = update.update_id
        if let message = update.edited_message {
            guard case .said(let message, let sender) = Self.event(of: message) else {
                event = .other
                return
            }
            event = .changed(message, sender: sender)
        } else {
            event = update.message.map(Self.event) ?? .other
        }
    }

    private static func event(of message: Update.Message) -> Event {
        let group = BridgeGroup(chat: message.chat.id)
        if let chat = message.migrate_to_chat_id { return .moved(group, to: BridgeGroup(chat: chat)) }
        let file = message.file
        guard let sender = message.from, !sender.is_bot, message.text != nil || file != nil else { return .other }
        let text = message.text ?? message.caption ?? ""
        // In the general topic `is_topic_message` is absent (tdlib/telegram-bot-api#356).
        let thread = message.is_topic_message == true ? message.message_thread_id : nil
        return .said(
            BridgeMessage(group: group, thread: thread, number: message.message_id, text: text, file: file),
            sender: sender.id)
    }

    private struct Update: Decodable {
        struct Sender: Decodable {
            let id: Int64
            let is_bot: Bool
        }

        struct Chat: Decodable {
            let id: Int64
        }

        struct Message: Decodable {
            let message_id: Int64
            let message_thread_id: Int64?
            let is_topic_message: Bool?
            let from: Sender?
            let chat: Chat
            let text: String?
            let caption: String?
            let photo: [File]?
            let document: File?
            let video: File?
            let audio: File?
            let voice: File?
            let video_note: File?
            let migrate_to_chat_id: Int64?

            /// The one file of a message; of a picture's sizes the largest. Stickers are none.
            var file: BridgeFileReference? {
                let largest = photo?.max { ($0.file_size ?? 0) < ($1.file_size ?? 0) }
                guard let file = largest ?? document ?? video ?? audio ?? voice ?? video_note else { return nil }
                return BridgeFileReference(
                    id: file.file_id, name: file.file_name, type: file.mime_type, size: file.file_size)
            }
        }

        /// A photo has neither name nor type.
        struct File: Decodable {
            let file_id: String
            let file_name: String?
            let mime_type: String?
            let file_size: Int?
        }

        let update_id: Int64
        let message: Message?
        let edited_message: Message?
    }
}
