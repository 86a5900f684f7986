// SPDX-License-Identifier: Apache-2.0

package import Policy

/// An account with somebody who runs language models. Prints masked.
package struct ModelAccount: Sendable {
    package enum Provider: Sendable {
        case openAI
        case openRouter

        package var recipient: RecipientID {
            switch self {
            case .openAI: .openAI
            case .openRouter: .openRouter
            }
        }

        /// Where their API is, without a final slash.
        package var address: String {
            switch self {
            case .openAI: "https://api.openai.com/v1"
            case .openRouter: "https://openrouter.ai/api/v1"
            }
        }
    }

    package let provider: Provider
    package let key: String
    /// As the provider names it: `gpt-5-mini`, `vendor/model`.
    package let model: String
    package let baseURL: String

    package init(_ provider: Provider, key: String, model: String, baseURL: String? = nil) {
        self.provider = provider
        self.key = key
        self.model = model
        let address = baseURL ?? provider.address
        self.baseURL = address.hasSuffix("/") ? String(address.dropLast()) : address
    }
}

extension ModelAccount: CustomStringConvertible, CustomReflectable {
    package var description: String { "account for language models" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
