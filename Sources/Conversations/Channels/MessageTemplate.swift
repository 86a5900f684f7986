// SPDX-License-Identifier: Apache-2.0

package import Values

/// A message the messenger has approved beforehand, with places `{{1}}`, `{{2}}` … for values. About nobody.
package struct MessageTemplate: Hashable, Sendable {
    package let id: ID<MessageTemplate>
    package let account: String
    package let name: String
    package let language: String
    /// `MARKETING`, `UTILITY` or `AUTHENTICATION`.
    package let category: String
    /// `APPROVED`, or why it may not be sent.
    package let status: String
    package let reason: String?
    /// The words above it, when there are any.
    package let header: String?
    package let body: String
    /// The places of buttons whose address ends in a value.
    package let buttonParameters: [Int]

    package init(
        id: ID<MessageTemplate>, account: String, name: String, language: String, category: String, status: String,
        reason: String?, header: String?, body: String, buttonParameters: [Int]
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.language = language
        self.category = category
        self.status = status
        self.reason = reason
        self.header = header
        self.body = body
        self.buttonParameters = buttonParameters
    }

    package var isApproved: Bool { status == "APPROVED" }
    package var isOffer: Bool { category == "MARKETING" }
    package var headerCount: Int { header.map(Self.places) ?? 0 }
    package var bodyCount: Int { Self.places(in: body) }
    package var valueCount: Int { headerCount + bodyCount + buttonParameters.count }

    /// The highest place a text names: places count from 1 without a gap, which the messenger checks before it approves.
    private static func places(in text: String) -> Int {
        text.matches(of: /\{\{(\d{1,2})\}\}/).compactMap { Int($0.1) }.max() ?? 0
    }

    /// Its words with the values in their places.
    package func words(with values: TemplateValues) -> String {
        let parts = [header.map { Self.fill($0, with: values.header) }, Self.fill(body, with: values.body)]
        return parts.compactMap { $0 }.joined(separator: "\n")
    }

    private static func fill(_ text: String, with values: [String]) -> String {
        text.replacing(/\{\{(\d{1,2})\}\}/) { match in
            Int(match.1).flatMap { values.indices.contains($0 - 1) ? values[$0 - 1] : nil } ?? String(match.0)
        }
    }
}

/// What stands in the places of a template, as it is sealed with the message.
package struct TemplateValues: Codable, Hashable, Sendable {
    package let header: [String]
    package let body: [String]
    /// By the place of the button.
    package let buttons: [Int: String]

    package init(header: [String], body: [String], buttons: [Int: String]) {
        self.header = header
        self.body = body
        self.buttons = buttons
    }

    /// The values in the order of a form: header, body, buttons. Nil when there are more or fewer than places, or one is empty or of
    /// several lines, which the messenger refuses.
    package init?(_ values: [String], for template: MessageTemplate) {
        let values = values.map { $0.trimmingSpaces() }
        guard values.count == template.valueCount,
            values.allSatisfy({ !$0.isEmpty && $0.count <= 1000 && !$0.contains(where: \.isNewline) })
        else { return nil }
        let rest = values.dropFirst(template.headerCount + template.bodyCount)
        self.init(
            header: Array(values.prefix(template.headerCount)),
            body: Array(values.dropFirst(template.headerCount).prefix(template.bodyCount)),
            buttons: Dictionary(uniqueKeysWithValues: zip(template.buttonParameters, rest)))
    }
}
