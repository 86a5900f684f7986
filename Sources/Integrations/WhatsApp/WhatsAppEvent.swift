// SPDX-License-Identifier: Apache-2.0

package import Conversations
import Foundation
package import Values

/// Reads what was stored of a delivery into what it means to conversations.
package enum WhatsAppEvent {
    /// Nil for what is no item of a delivery. A message without a time came now.
    package static func read(_ body: [UInt8], at now: Instant) -> ChannelEvent? {
        // Whatever it is, it is not theirs.
        guard let notice = try? JSONDecoder().decode(WhatsAppNotice.self, from: Data(body)) else { return nil }
        if let message = notice.message { return event(message, notice, now).map { .message($0) } ?? .other }
        if let status = notice.status { return report(status, now).map { .report($0) } ?? .other }
        return news(notice, now)
    }

    private static func event(
        _ message: WhatsAppNotice.Message, _ notice: WhatsAppNotice, _ now: Instant
    ) -> ChannelMessage? {
        guard let external = message.id, !external.isEmpty, !notice.number.isEmpty, message.group_id == nil else {
            return nil
        }
        let sender = ChannelSender(
            phone: message.from ?? notice.contact?.wa_id, account: message.from_user_id ?? notice.contact?.user_id,
            name: notice.contact?.profile?.name)
        let content: ChannelMessage.Content?
        if notice.field == "smb_message_echoes" {
            let person = ChannelSender(phone: message.to, account: message.to_user_id, name: nil)
            content = message.text?.body.map { .ownWords($0, to: person) }
        } else {
            content = self.content(of: message)
        }
        guard let content else { return nil }
        return ChannelMessage(
            number: notice.number, sender: sender, external: external, at: message.timestamp?.instant ?? now,
            replyTo: message.context?.id, content: content)
    }

    private static func content(of message: WhatsAppNotice.Message) -> ChannelMessage.Content? {
        switch message.type {
        case "reaction":
            return message.reaction?.message_id.map { target in
                let emoji = message.reaction?.emoji ?? ""
                return .reaction(emoji.isEmpty ? nil : emoji, to: target)
            }
        case "edit":
            guard let edit = message.edit, let target = edit.original_message_id else { return nil }
            let content = edit.message
            let caption = content?.image?.caption ?? content?.video?.caption ?? content?.document?.caption
            return .edit(of: target, text: content?.text?.body ?? caption ?? "")
        case "revoke": return message.revoke?.original_message_id.map { .revocation(of: $0) }
        case "system": return moved(message.system)
        default: return words(of: message)
        }
    }

    /// A person with another number or account; nil for other news about them, such as a new phone.
    private static func moved(_ system: WhatsAppNotice.System?) -> ChannelMessage.Content? {
        switch system?.type {
        case "user_changed_number", "customer_changed_number", "user_changed_user_id":
            let sender = ChannelSender(
                phone: system?.new_wa_id ?? system?.wa_id, account: system?.user_id, name: nil)
            return sender.phone == nil && sender.account == nil ? nil : .moved(to: sender)
        default: return nil
        }
    }

    private static func words(of message: WhatsAppNotice.Message) -> ChannelMessage.Content {
        if let text = message.text?.body { return .said(.text, text: text, file: nil) }
        let files: [(MessageForm, WhatsAppNotice.File?)] = [
            (.image, message.image), (.video, message.video), (.document, message.document),
            (.sticker, message.sticker), (message.audio?.voice == true ? .voice : .audio, message.audio),
        ]
        for case (let form, let file?) in files {
            return .said(form, text: file.caption ?? "", file: ChannelFile(file))
        }
        if let button = message.button { return .said(.button, text: button.text ?? "", file: nil) }
        if let interactive = message.interactive { return reply(interactive) }
        if let place = message.location { return .said(.location, text: text(of: place), file: nil) }
        if let cards = message.contacts { return .said(.contacts, text: text(of: cards), file: nil) }
        if let order = message.order { return .said(.order, text: text(of: order), file: nil) }
        return .said(.unsupported, text: "", file: nil)
    }

    private static func reply(_ interactive: WhatsAppNotice.Interactive) -> ChannelMessage.Content {
        // What a form holds may be no JSON at all: it is kept as it came.
        if let form = interactive.nfm_reply {
            let lines = [form.body, form.response_json].compactMap { $0 }
            return .said(.form, text: lines.joined(separator: "\n"), file: nil)
        }
        let choice = interactive.button_reply ?? interactive.list_reply
        let lines = [choice?.title, choice?.description].compactMap { $0 }
        return .said(.reply, text: lines.joined(separator: "\n"), file: nil)
    }

    private static func text(of place: WhatsAppNotice.Location) -> String {
        let coordinates = [place.latitude, place.longitude].compactMap { $0.map { "\($0)" } }.joined(separator: ", ")
        return [place.name, place.address, coordinates].compactMap { $0 }.joined(separator: "\n")
    }

    private static func text(of cards: [WhatsAppNotice.Card]) -> String {
        cards.map { card in
            let name = card.name?.formatted_name ?? card.name?.first_name
            return ([name] + (card.phones ?? []).map(\.phone)).compactMap { $0 }.joined(separator: " ")
        }.joined(separator: "\n")
    }

    private static func text(of order: WhatsAppNotice.Order) -> String {
        let lines = (order.product_items ?? []).map { item in
            "\(item.quantity.map { $0.formatted(.number.grouping(.never)) } ?? "?") × \(item.product_retailer_id ?? "?")"
        }
        return ([order.text].compactMap { $0 }.filter { !$0.isEmpty } + lines).joined(separator: "\n")
    }

    private static func report(_ status: WhatsAppNotice.Status, _ now: Instant) -> DeliveryReport? {
        let states: [String: DeliveryState] = [
            "sent": .sent, "delivered": .delivered, "read": .read, "played": .played, "failed": .failed,
        ]
        guard let external = status.id, let state = status.status.flatMap({ states[$0] }) else { return nil }
        let code = status.errors?.first?.code
        return DeliveryReport(
            external: external, tag: status.biz_opaque_callback_data, state: state,
            at: status.timestamp?.instant ?? now,
            trouble: state == .failed ? ChannelTrouble(whatsApp: code ?? 0) : nil)
    }

    private static func news(_ notice: WhatsAppNotice, _ now: Instant) -> ChannelEvent {
        switch notice.field {
        case "message_template_status_update":
            guard let value = notice.value, let name = value.message_template_name,
                let language = value.message_template_language, let status = value.event
            else { return .other }
            return .template(
                account: notice.account, name: name, language: language, status: status, reason: value.reason)
        case "user_preferences":
            guard let wish = notice.value?.user_preferences?.first, wish.category == "marketing_messages" else {
                return .other
            }
            return .offers(
                ChannelSender(phone: wish.wa_id, account: wish.user_id, name: nil),
                at: wish.timestamp?.instant ?? now, areStopped: wish.value == "stop")
        default: return .other
        }
    }
}

extension ChannelFile {
    fileprivate init?(_ file: WhatsAppNotice.File) {
        guard let id = file.id else { return nil }
        self.init(
            id: id, type: file.mime_type ?? "application/octet-stream", sha256: file.sha256, name: file.filename)
    }
}
