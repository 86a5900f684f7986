// SPDX-License-Identifier: Apache-2.0

/// The ground on which a purpose stands (GDPR art. 6(1); Vietnam's Law 91/2025/QH15 knows the first three).
package enum LegalBasis: String, Sendable, CaseIterable, Codable {
    case contract
    case legalObligation = "legal-obligation"
    case consent
    case legitimateInterest = "legitimate-interest"
}
