// SPDX-License-Identifier: Apache-2.0

import Policy

extension PolicyDocument {
    /// The policy for a terminal: headings, paragraphs, lists, tables as lines.
    var plainText: String {
        var lines = [title, revisedLine, versionLine, ""] + introduction.map(\.plain)
        for section in sections {
            lines += ["", "\(section.number). \(section.title)"]
            for block in section.blocks {
                switch block {
                case .paragraph(let text): lines += ["", text.plain]
                case .list(let items): lines += [""] + items.map { "- \($0.plain)" }
                case .table(let table):
                    lines += ["", table.caption] + table.rows.map { "  " + $0.map(\.plain).joined(separator: " | ") }
                }
            }
        }
        return lines.joined(separator: "\n")
    }
}
