// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import Values

/// The numbers of an account.
struct WhatsAppNumbers: Decodable {
    struct Number: Decodable {
        let id: String
        let display_phone_number: String?
        let verified_name: String?
        let status: String?
        let quality_rating: String?

        func number(of account: String) -> ChannelNumber {
            ChannelNumber(
                number: id, account: account, shown: display_phone_number ?? id, name: verified_name ?? "",
                state: status ?? "UNKNOWN", quality: quality_rating)
        }
    }

    let data: [Number]

    /// Safe in a path or query.
    static func pathPart(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

/// One page of an account's templates.
struct WhatsAppTemplates: Decodable {
    struct Template: Decodable {
        struct Component: Decodable {
            struct Button: Decodable {
                let type: String?
                let url: String?
            }

            let type: String
            let format: String?
            let text: String?
            let buttons: [Button]?
        }

        let name: String
        let language: String
        let category: String?
        let status: String?
        let components: [Component]?

        /// Nil for one we could not fill: without words, or with a file above them.
        func template(of account: String) -> MessageTemplate? {
            let parts = components ?? []
            let header = parts.first { $0.type.uppercased() == "HEADER" }
            guard let body = parts.first(where: { $0.type.uppercased() == "BODY" })?.text,
                header == nil || header?.format?.uppercased() ?? "TEXT" == "TEXT"
            else { return nil }
            let buttons = parts.first { $0.type.uppercased() == "BUTTONS" }?.buttons ?? []
            return MessageTemplate(
                id: .random(), account: account, name: name, language: language, category: category ?? "UTILITY",
                status: status ?? "PENDING", reason: nil, header: header?.text, body: body,
                buttonParameters: buttons.indices.filter { buttons[$0].url?.contains("{{1}}") == true })
        }
    }

    struct Paging: Decodable {
        struct Cursors: Decodable {
            let after: String?
        }

        let cursors: Cursors?
        /// There only while there is more.
        let next: String?
    }

    let data: [Template]
    let paging: Paging?

    var next: String? { paging?.next == nil ? nil : paging?.cursors?.after }
}
