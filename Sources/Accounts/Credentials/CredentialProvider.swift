// SPDX-License-Identifier: Apache-2.0

package import Values

/// Whom an organisation may have an account of its own with.
package enum CredentialProvider: String, Sendable, CaseIterable {
    case stripe
    case esimAccess = "esim-access"
    case mail
    case whatsApp = "whatsapp"
    case openAI = "openai"
    case openRouter = "openrouter"

    /// Whether no account of the installation stands in for one an organisation has not put in: numbers are an organisation's own.
    package var hasOnlyOwn: Bool { self == .whatsApp }

    /// What its account consists of, in the order of a form.
    package var fields: [CredentialField] {
        switch self {
        case .stripe: [.init("secret-key", isSecret: true), .init("webhook-secret", isSecret: true)]
        case .esimAccess: [.init("access-code", isSecret: true), .init("secret-key", isSecret: true)]
        case .whatsApp: [.init("access-token", isSecret: true), .init("business-account")]
        case .openAI, .openRouter: [.init("api-key", isSecret: true), .init("model")]
        case .mail:
            [
                .init("host", isHost: true), .init("port", isNumber: true), .init("user"),
                .init("password", isSecret: true),
                .init("from"), .init("from-name"),
            ]
        }
    }

    /// What the program adds by itself and shows once: the last part of the address a provider posts to, where it signs nothing.
    package static let webhookPath = "webhook-path"
}

package struct CredentialField: Sendable {
    package static let longest = 500

    package let name: String
    /// Never shown again but for its last four characters.
    package let isSecret: Bool
    package let isNumber: Bool
    /// The name of a machine that this one will connect to.
    package let isHost: Bool

    init(_ name: String, isSecret: Bool = false, isNumber: Bool = false, isHost: Bool = false) {
        self.name = name
        self.isSecret = isSecret
        self.isNumber = isNumber
        self.isHost = isHost
    }

    /// One line of what belongs here.
    func takes(_ value: String) -> Bool {
        guard !value.isEmpty, value.utf8.count <= Self.longest, !value.contains(where: \.isNewline) else {
            return false
        }
        if isNumber { return Int(value).map { (1...65_535).contains($0) } ?? false }
        // Nothing that an address could be broken out of.
        return !isHost || value.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
    }

    /// What may be seen of a value again. A short secret is not shown at all: four of its characters would be much of it.
    func shown(_ value: String) -> String {
        guard isSecret else { return value }
        return value.count >= 12 ? "…" + value.suffix(4) : "…"
    }
}

/// An account's values, by the names of its fields. Prints masked.
package struct ProviderCredentials: Sendable {
    private let values: [String: String]
    /// Another one with every change.
    package let id: ID<ProviderCredentials>

    init(_ values: [String: String], id: ID<ProviderCredentials>) {
        self.values = values
        self.id = id
    }

    package subscript(_ name: String) -> String { values[name] ?? "" }
}

extension ProviderCredentials: CustomStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An account as its owner sees it again.
package struct KeptCredentials: Hashable, Sendable {
    /// By field: the ends of secrets, and plain words.
    package let shown: [String: String]
    package let changedAt: Instant
}
