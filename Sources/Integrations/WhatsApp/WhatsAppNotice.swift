// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import Values

/// One item of a delivery as it was stored. Whatever is not understood is left out; nothing in it stops the rest.
struct WhatsAppNotice: Decodable {
    let field: String
    let account: String
    let number: String
    let contact: Contact?
    let message: Message?
    let status: Status?
    let value: Value?

    struct Contact: Decodable {
        struct Profile: Decodable {
            let name: String?
        }

        let profile: Profile?
        let wa_id: String?
        let user_id: String?
    }

    struct Words: Decodable {
        let body: String?
    }

    struct File: Decodable {
        let id: String?
        let mime_type: String?
        let sha256: String?
        let caption: String?
        let filename: String?
        let voice: Bool?
    }

    struct Message: Decodable {
        let from: String?
        let from_user_id: String?
        let to: String?
        let to_user_id: String?
        let id: String?
        let timestamp: Moment?
        let type: String?
        let group_id: String?
        let context: Context?
        let text: Words?
        let image, video, audio, document, sticker: File?
        let location: Location?
        let contacts: [Card]?
        let order: Order?
        let button: Button?
        let interactive: Interactive?
        let reaction: Reaction?
        let edit: Edit?
        let revoke: Revocation?
        let system: System?
    }

    struct Context: Decodable {
        let id: String?
    }

    struct Location: Decodable {
        let latitude, longitude: Double?
        let name, address: String?
    }

    struct Card: Decodable {
        struct Name: Decodable {
            let formatted_name, first_name: String?
        }

        struct Phone: Decodable {
            let phone: String?
        }

        let name: Name?
        let phones: [Phone]?
    }

    struct Order: Decodable {
        struct Product: Decodable {
            let product_retailer_id: String?
            let quantity: Double?
        }

        let text: String?
        let product_items: [Product]?
    }

    struct Button: Decodable {
        let text: String?
    }

    struct Interactive: Decodable {
        struct Choice: Decodable {
            let title, description: String?
        }

        struct Form: Decodable {
            let body, response_json: String?
        }

        let button_reply, list_reply: Choice?
        let nfm_reply: Form?
    }

    struct Reaction: Decodable {
        let message_id: String?
        let emoji: String?
    }

    struct Edit: Decodable {
        struct Content: Decodable {
            let text: Words?
            let image, video, document: File?
        }

        let original_message_id: String?
        let message: Content?
    }

    struct Revocation: Decodable {
        let original_message_id: String?
    }

    struct System: Decodable {
        let type: String?
        let wa_id: String?
        let new_wa_id: String?
        let user_id: String?
    }

    struct Status: Decodable {
        struct Problem: Decodable {
            let code: Int?
        }

        let id: String?
        let status: String?
        let timestamp: Moment?
        let biz_opaque_callback_data: String?
        let errors: [Problem]?
    }

    struct Value: Decodable {
        struct Preference: Decodable {
            let wa_id: String?
            let user_id: String?
            let category: String?
            let value: String?
            let timestamp: Moment?
        }

        let user_preferences: [Preference]?
        let event: String?
        let reason: String?
        let message_template_name: String?
        let message_template_language: String?
    }

    /// Seconds since 1970, as text or number; milliseconds have been seen.
    struct Moment: Decodable {
        let instant: Instant

        init(from decoder: any Decoder) throws {
            let single = try decoder.singleValueContainer()
            // Text is what the reference says; a number is what some fields carry.
            let number = try (try? single.decode(String.self)).flatMap { Int64($0) } ?? single.decode(Int64.self)
            let isMilliseconds = number > 100_000_000_000
            instant = Instant(milliseconds: isMilliseconds ? number : min(max(number, 0), 100_000_000_000) * 1000)
        }
    }
}
