// SPDX-License-Identifier: Apache-2.0

import Conversations
import Media
import Pages
import Policy
import Values

/// What the script is told: words, looks, and the notice that has to be read before the first message.
struct WidgetSettings: Encodable {
    struct Span: Encodable {
        let text: String
        let link: String?
    }

    let name: String
    /// The version of the policy the notice belongs to.
    let policy: String
    let notice: [Span]
    let age: String
    let underAge: String
    let limit: Int
    /// In bytes, and as browsers are told what to offer.
    let fileLimit: Int
    let fileTypes: String
    let words: [String: String]
    let style: String

    init(_ services: WidgetServices, sheet: Sheet, in wording: Pages.Wording) {
        let (policy, language) = (services.policy, wording.language)
        let path = "/\(language.rawValue)/privacy/versions/\(policy.version.hex)"
        name = services.business.name[language]
        self.policy = policy.version.hex
        notice = (policy.text(of: .chatBegins, in: language, about: .telegram)?.spans ?? []).map { span in
            switch span {
            case .text(let words): Span(text: words, link: nil)
            case .link(let words, to: .policy): Span(text: words, link: path)
            case .link(let words, to: .address(let address)): Span(text: words, link: address)
            }
        }
        age = Self.plain(policy.text(of: .ageDeclaration, in: language))
        underAge = wording("chat.too-young", ["age": String(policy.minimumAge)])
        limit = MessageText.limit
        fileLimit = services.conversations.media.limit
        fileTypes = MediaType.allCases.map(\.rawValue).joined(separator: ",")
        words = Dictionary(uniqueKeysWithValues: Self.words.map { ($0, wording(Text("chat.word.\($0)"))) })
        style = sheet.assets.chatStyle(of: sheet.site)
    }

    private static func plain(_ text: RichText?) -> String {
        (text?.spans ?? []).map { span in
            switch span {
            case .text(let words), .link(let words, to: _): words
            }
        }.joined()
    }

    private static let words = [
        "launcher", "there", "away", "log", "placeholder", "send", "close", "you", "age", "younger", "age-needed",
        "sending", "waiting", "sent", "delivered", "read", "offline", "typing", "news", "too-long", "failed", "gone",
        "outdated", "email-lead", "email-do", "email-why", "email-done", "email-bad", "my-data", "machine",
        "edited", "unkept", "attach", "uploading", "save", "file-lost", "file-expired", "file-too-large",
        "file-not-allowed",
        "file-damaged",
    ]
}
