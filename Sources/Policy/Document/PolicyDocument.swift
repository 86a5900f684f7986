// SPDX-License-Identifier: Apache-2.0

package import Values

/// The published policy in one language: finished texts and tables that a face only has to put into its own markup.
///
/// Everything in it comes from the declarations; the fixed sentences around them say what the program does for any
/// business. It always has ten sections.
package struct PolicyDocument: Hashable, Sendable {
    package struct Section: Hashable, Sendable {
        package let id: PolicySection
        package let title: String
        package let blocks: [Block]

        package var number: Int { id.number }
    }

    package enum Block: Hashable, Sendable {
        case paragraph(RichText)
        case list([RichText])
        case table(Table)
    }

    package struct Table: Hashable, Sendable {
        package let caption: String
        package let header: [String]
        /// Each row has as many cells as the header; the first names the row.
        package let rows: [[RichText]]
    }

    package let language: Language
    package let version: PolicyVersion
    package let title: String
    /// `Last revised March 2026`.
    package let revisedLine: String
    /// `In force from 1 March 2026 · version 0123456789ab`.
    package let versionLine: String
    package let introduction: [RichText]
    package let sections: [Section]

    package init(_ policy: Policy, in language: Language) {
        let words = PolicyWords(language)
        let header = policy.declarations.header
        self.language = language
        version = policy.version
        title = words.title(header.business)
        revisedLine = words.revised(header.lastRevised)
        versionLine = words.inForce(header.effective, policy.version)
        introduction = words.introduction(header.business).map { RichText($0) }
        let writer = PolicyWriter(policy: policy, words: words)
        sections = PolicySection.allCases.map {
            Section(id: $0, title: words.heading($0), blocks: writer.blocks(of: $0))
        }
    }
}
