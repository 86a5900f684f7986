// SPDX-License-Identifier: Apache-2.0

/// A text shown where a use begins, so that nobody has to go looking for the policy.
package enum PolicyNotice: String, Sendable, CaseIterable, Codable {
    /// At checkout: buying accepts the policy; links to it.
    case useBegins = "use-begins"
    /// Beside the e-mail field: why it is asked for.
    case emailField = "email-field"
    /// The declaration a buyer makes about their age.
    case ageDeclaration = "age-declaration"
    /// What someone below the age reads.
    case underAge = "under-age"
    /// At checkout: an outside gateway takes the payment under its own policy; names it and links there.
    case paymentGateway = "payment-gateway"
    /// At checkout: a transfer tells us name and account of whoever pays.
    case bankTransfer = "bank-transfer"
    /// On the form that asks for erasure: what goes and what the law makes us keep.
    case erasure
    /// On the cookie panel: what is counted if the visitor agrees, and that nothing is if not.
    case analyticsQuestion = "analytics-question"
    /// In the chat, before the first message: who reads along and where the words go; links to the policy.
    case chatBegins = "chat-begins"
}
