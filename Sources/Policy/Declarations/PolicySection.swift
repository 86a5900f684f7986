// SPDX-License-Identifier: Apache-2.0

/// The ten topics of a published policy, in their order.
package enum PolicySection: String, Sendable, CaseIterable, Codable {
    case collection
    case use
    case sharing
    case browser
    case security
    case services
    case children
    case rights
    case changes
    case contact

    /// Counted from 1, as the page numbers them.
    package var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
}

/// A business's own words in one section, beside what is generated from the declarations.
package struct SectionWords: Hashable, Sendable {
    package let section: PolicySection
    package let paragraphs: [Wording]
    package let points: [Wording]

    package init(section: PolicySection, paragraphs: [Wording] = [], points: [Wording] = []) {
        self.section = section
        self.paragraphs = paragraphs
        self.points = points
    }
}
