// SPDX-License-Identifier: Apache-2.0

/// A column of a table.
package struct Column: Sendable {
    package let title: String
    /// Amounts and counts: set to the right with tabular figures.
    package let isNumber: Bool
    /// Where a click on the heading leads when the table can be sorted by this column.
    package let sortPath: String?
    package let order: Order?

    package enum Order: String, Sendable {
        case ascending, descending
    }

    package init(_ title: String, isNumber: Bool = false, sortPath: String? = nil, order: Order? = nil) {
        self.title = title
        self.isNumber = isNumber
        self.sortPath = sortPath
        self.order = order
    }
}

extension Sheet {
    /// Rows of cells under headings; the first cell names its row. On a phone each row becomes a block with the
    /// headings as labels. Without rows, `empty` says what will be here.
    package func table(_ caption: String, columns: [Column], rows: [[HTML]], empty: @autoclosure () -> HTML) -> HTML {
        guard !rows.isEmpty else { return empty() }
        let lines = rows.map { cells -> HTML in
            let written = zip(columns, cells).enumerated().map { index, cell in
                self.cell(cell.1, under: cell.0, isFirst: index == 0)
            }
            return "<tr>\(written)</tr>"
        }
        return """
            <div class="table-frame" tabindex="0" role="region" aria-label="\(caption)"><table>\
            <caption class="hidden">\(caption)</caption><thead><tr>\(columns.map(heading))</tr></thead>\
            <tbody>\(lines)</tbody></table></div>
            """
    }

    private func heading(_ column: Column) -> HTML {
        let sort = column.order.map(\.rawValue)
        let title: HTML =
            if let path = column.sortPath {
                "<a\(href: path)>\(column.title)\(column.order == nil ? nil : icon(.chevronDown, size: .small))</a>"
            } else {
                "\(column.title)"
            }
        return """
            <th scope="col"\(attribute: "class", column.isNumber ? "number" : nil)\(attribute: "aria-sort", sort.map { "\($0)" })>\
            \(title)</th>
            """
    }

    private func cell(_ content: HTML, under column: Column, isFirst: Bool) -> HTML {
        let style = column.isNumber ? "number" : nil
        return isFirst
            ? "<th scope=\"row\"\(attribute: "class", style)>\(content)</th>"
            : "<td data-label=\"\(column.title)\"\(attribute: "class", style)>\(content)</td>"
    }
}
