// SPDX-License-Identifier: Apache-2.0

/// Why personal data is used. A purpose the policy does not declare for a category opens nothing.
package enum Purpose: String, Sendable, CaseIterable, Codable {
    /// Carrying out what a person bought: payment, supply, after-sales.
    case purchase
    /// Answering what a person asked.
    case support
    /// Sending confirmations and what is needed to use a purchase.
    case confirmation
    /// Telling buyers in time that little is left of what they bought, or that it ends soon.
    case serviceNotice = "service-notice"
    /// Improving site and service from figures.
    case improvement
    /// Detecting and preventing fraud.
    case fraudPrevention = "fraud-prevention"
    /// Meeting legal duties: bookkeeping, answers to requests, evidence.
    case legalDuty = "legal-duty"
    /// Letting staff sign in and showing who did what.
    case staffAccess = "staff-access"
    /// Helping staff with what a program reads out of a conversation: a summary, its mood, a reply to begin with.
    case assistance
    /// Telling people about offers. Declared by no business yet, and therefore refused.
    case marketing

    /// The bit this purpose owns in a key row's consents and objections: permanent, never reused.
    package var bit: Int64 {
        switch self {
        case .purchase: 1 << 0
        case .support: 1 << 1
        case .confirmation: 1 << 2
        case .improvement: 1 << 3
        case .fraudPrevention: 1 << 4
        case .legalDuty: 1 << 5
        case .staffAccess: 1 << 6
        case .marketing: 1 << 7
        case .serviceNotice: 1 << 8
        case .assistance: 1 << 9
        }
    }

    /// Whether an organisation may do without it and switch it off, whatever its business declares.
    package var isOptional: Bool { self == .assistance }

    /// The place of this purpose in the tables of the gates: the position of its bit.
    package var number: Int { bit.trailingZeroBitCount }
}
