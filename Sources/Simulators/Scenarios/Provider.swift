// SPDX-License-Identifier: Apache-2.0

/// Who the world plays. The raw value stands in control addresses.
enum Provider: String, CaseIterable, Hashable, Sendable {
    case stripe
    case vietQR = "vietqr"
    case esimAccess = "esim-access"
    case airalo
    case mail
    case telegram
    case whatsApp = "whatsapp"
    case openAI = "openai"
    case openRouter = "openrouter"
}
