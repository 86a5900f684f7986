// SPDX-License-Identifier: Apache-2.0

/// The templates every account of the world has: one that greets, one offer, one nobody has approved.
extension WorldConfiguration.WhatsApp {
    static let templates: [(name: String, category: String, status: String, body: String)] = [
        ("appointment_reminder", "UTILITY", "APPROVED", "Hello {{1}}, we expect you on {{2}}."),
        ("spring_offer", "MARKETING", "APPROVED", "Hello {{1}}, this week everything is cheaper."),
        ("not_yet", "UTILITY", "PENDING", "Hello {{1}}."),
    ]

    var templateList: JSON {
        [
            "data": .array(
                Self.templates.map { template in
                    [
                        "name": .string(template.name), "language": "en_US", "category": .string(template.category),
                        "status": .string(template.status),
                        "components": [["type": "BODY", "text": .string(template.body)]],
                        "id": .string(Token.make(15, of: Token.digits)),
                    ]
                })
        ]
    }

    /// The words of a template with its values, or why it may not go.
    func words(of fields: JSON) -> Result<String, WhatsAppError> {
        guard let template = Self.templates.first(where: { $0.name == fields["name"]?.string }),
            fields["language"]?["code"]?.string == "en_US"
        else {
            return .failure(
                WhatsAppError(code: 132_001, words: "Template name does not exist in the translation", status: 404))
        }
        guard template.status == "APPROVED" else {
            return .failure(WhatsAppError(code: 132_015, words: "Template is paused"))
        }
        let body = (fields["components"]?.array ?? []).first { $0["type"]?.string == "body" }
        let values = (body?["parameters"]?.array ?? []).compactMap { $0["text"]?.nonEmpty }
        let places = template.body.split(separator: "{{").count - 1
        guard values.count == places else {
            return .failure(WhatsAppError(code: 132_000, words: "Number of parameters does not match"))
        }
        return .success(
            values.enumerated().reduce(template.body) { $0.replacing("{{\($1.offset + 1)}}", with: $1.element) })
    }
}
