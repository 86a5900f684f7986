// SPDX-License-Identifier: Apache-2.0

/// A data-protection law as numbers: what it asks of a policy whose business answers to it.
package enum LawPack: String, Sendable, CaseIterable, Codable {
    /// Regulation (EU) 2016/679.
    case gdpr
    /// Vietnam's Law 91/2025/QH15 with Decree 356/2025/ND-CP, in force since 1 January 2026.
    case vietnam = "vietnam-91-2025"

    package var clocks: [LegalClock] {
        switch self {
        case .gdpr: Right.allCases.map { LegalClock(right: $0, days: 30, source: "GDPR art. 12(3)") }
        case .vietnam: Self.vietnameseClocks
        }
    }

    /// Days to tell an authority of a breach are the same everywhere so far: 72 hours from becoming aware of it.
    package var breachHours: Int { 72 }

    /// In days, the stricter reading (Frasers, 19 January 2026). The decree grants no right to portability.
    private static let vietnameseClocks = [
        LegalClock(right: .access, days: 10, source: "Decree 356/2025/ND-CP"),
        LegalClock(right: .correction, days: 10, source: "Decree 356/2025/ND-CP"),
        LegalClock(right: .erasure, days: 20, source: "Decree 356/2025/ND-CP"),
        LegalClock(right: .objection, days: 15, source: "Decree 356/2025/ND-CP"),
        LegalClock(right: .restriction, days: 15, source: "Decree 356/2025/ND-CP"),
    ]
}

/// The longest a law lets a business take over one right, in calendar days from the request.
package struct LegalClock: Hashable, Sendable {
    package let right: Right
    package let days: Int
    package let source: String
}
