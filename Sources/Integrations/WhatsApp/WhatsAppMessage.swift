// SPDX-License-Identifier: Apache-2.0

import Conversations
import Disclosure
import Foundation

/// The body of a message as the Cloud API wants it.
struct WhatsAppMessage {
    let json: Data

    init(_ parcel: ChannelParcel, _ opened: OpenedFields) throws {
        var body: [String: Any] = [
            "messaging_product": "whatsapp", "recipient_type": "individual", "biz_opaque_callback_data": parcel.tag,
        ]
        let address = try opened[parcel.address]
        // An account without a number has a field of its own.
        if parcel.isAccount { body["recipient"] = address } else { body["to"] = "+" + address }
        if let replyTo = parcel.replyTo { body["context"] = ["message_id": try opened[replyTo]] }
        switch parcel.content {
        case .text(let text):
            body["type"] = "text"
            body["text"] = ["body": try opened[text], "preview_url": false] as [String: Any]
        case .template(let name, let language, let values):
            body["type"] = "template"
            let filled = try JSONDecoder().decode(TemplateValues.self, from: Data(try opened[values].utf8))
            body["template"] =
                ["name": name, "language": ["code": language], "components": Self.components(filled)] as [String: Any]
        }
        json = try JSONSerialization.data(withJSONObject: body, options: [.sortedKeys, .withoutEscapingSlashes])
    }

    private static func components(_ values: TemplateValues) -> [[String: Any]] {
        func parameters(_ texts: [String]) -> [[String: Any]] { texts.map { ["type": "text", "text": $0] } }
        var components: [[String: Any]] = []
        if !values.header.isEmpty { components.append(["type": "header", "parameters": parameters(values.header)]) }
        if !values.body.isEmpty { components.append(["type": "body", "parameters": parameters(values.body)]) }
        for (place, text) in values.buttons.sorted(by: { $0.key < $1.key }) {
            components.append(
                ["type": "button", "sub_type": "url", "index": "\(place)", "parameters": parameters([text])])
        }
        return components
    }
}
