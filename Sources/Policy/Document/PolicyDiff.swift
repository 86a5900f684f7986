// SPDX-License-Identifier: Apache-2.0

package import Values

/// What changed between two versions of a policy, section by section, as two columns of lines.
package struct PolicyDiff: Hashable, Sendable {
    package enum Row: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
        case changed(from: String, to: String)

        /// The left column; nil where the earlier version has nothing.
        package var before: String? {
            switch self {
            case .same(let line), .removed(let line), .changed(let line, _): line
            case .added: nil
            }
        }

        /// The right column; nil where the later version has nothing.
        package var after: String? {
            switch self {
            case .same(let line), .added(let line), .changed(_, let line): line
            case .removed: nil
            }
        }

        package var isChange: Bool {
            if case .same = self { false } else { true }
        }
    }

    package struct Section: Hashable, Sendable {
        package let id: PolicySection
        package let title: String
        package let rows: [Row]

        package var isChanged: Bool { rows.contains(where: \.isChange) }
    }

    package let language: Language
    package let before: PolicyVersion
    package let after: PolicyVersion
    /// Title, date and introduction.
    package let head: [Row]
    /// All ten, changed or not.
    package let sections: [Section]

    package init(from old: Policy, to new: Policy, in language: Language) {
        let (left, right) = (PolicyDocument(old, in: language), PolicyDocument(new, in: language))
        self.language = language
        before = old.version
        after = new.version
        head = Self.rows(from: left.headLines, to: right.headLines)
        sections = zip(left.sections, right.sections).map { left, right in
            Section(id: right.id, title: right.title, rows: Self.rows(from: left.lines, to: right.lines))
        }
    }

    /// Lines common to both stay; what stands between two of them is set side by side.
    private static func rows(from old: [String], to new: [String]) -> [Row] {
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var rows: [Row] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            switch (removed.contains(left), inserted.contains(right)) {
            case (true, true): rows.append(.changed(from: old[left], to: new[right]))
            case (true, false): rows.append(.removed(old[left]))
            case (false, true): rows.append(.added(new[right]))
            case (false, false): rows.append(.same(old[left]))
            }
            let step = rows[rows.count - 1]
            left += step.before == nil ? 0 : 1
            right += step.after == nil ? 0 : 1
        }
        return rows
    }
}

extension PolicyDocument {
    fileprivate var headLines: [String] { [title, revisedLine] + introduction.map(\.plain) }
}

extension PolicyDocument.Section {
    /// The section as plain text, a line for each sentence group, point and row.
    fileprivate var lines: [String] {
        blocks.flatMap { block -> [String] in
            switch block {
            case .paragraph(let text): [text.plain]
            case .list(let points): points.map { "• " + $0.plain }
            case .table(let table): table.rows.map { $0.map(\.plain).joined(separator: " · ") }
            }
        }
    }
}
