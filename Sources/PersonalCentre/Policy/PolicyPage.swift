// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

extension Sheet {
    /// The policy as people read it: a list of contents, ten sections, tables that stand beside what they explain.
    func policyPage(_ document: PolicyDocument, isCurrent: Bool) -> HTML {
        shopPage(
            PageHead(title: document.title, description: text("personal.policy.description")),
            main: """
                <div class="wrap policy">
                <header class="page-heading"><div><h1>\(document.title)</h1>
                <p class="lead">\(document.revisedLine)</p><p class="muted">\(document.versionLine)</p></div></header>
                \(if: !isCurrent, olderNotice)
                \(document.introduction.map { "<p>\(rich($0))</p>" as HTML })
                <nav class="contents" aria-label="\(text("personal.policy.contents"))"><ol>
                \(document.sections.map { "<li><a href=\"#section-\($0.number)\">\($0.title)</a></li>" as HTML })
                </ol></nav>
                \(document.sections.map(policySection))
                <p class="actions">\(linkButton(text("personal.policy.versions"), to: path("/privacy/versions"), icon: .list))
                \(linkButton(text("personal.policy.my-data"), to: path(.myData), icon: .person))</p>
                </div>
                """)
    }

    private var olderNotice: HTML {
        banner(
            .notice, title: text("personal.policy.older"),
            action: link(text("personal.policy.current"), to: path(.privacy)))
    }

    private func policySection(_ section: PolicyDocument.Section) -> HTML {
        """
        <section class="policy-section" id="section-\(section.number)" data-section="\(section.number)">
        <h2>\(section.number). \(section.title)</h2>\(section.blocks.map(policyBlock))</section>
        """
    }

    private func policyBlock(_ block: PolicyDocument.Block) -> HTML {
        switch block {
        case .paragraph(let words): "<p>\(rich(words))</p>"
        case .list(let items): "<ul>\(items.map { "<li>\(rich($0))</li>" as HTML })</ul>"
        case .table(let table): policyTable(table)
        }
    }

    /// Each cell carries its column's name, so that a phone can show a row as a card.
    private func policyTable(_ table: PolicyDocument.Table) -> HTML {
        let head = table.header.map { "<th scope=\"col\">\($0)</th>" as HTML }
        let rows = table.rows.map { row -> HTML in
            let cells = zip(table.header, row).enumerated().map { index, cell -> HTML in
                index == 0
                    ? "<th scope=\"row\" data-label=\"\(cell.0)\">\(rich(cell.1))</th>"
                    : "<td data-label=\"\(cell.0)\">\(rich(cell.1))</td>"
            }
            return "<tr>\(cells)</tr>"
        }
        return """
            <div class="table-scroll" role="region" tabindex="0" aria-label="\(table.caption)"><table class="policy-table">
            <caption>\(table.caption)</caption><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func rich(_ text: RichText) -> HTML {
        let spans = text.spans.map { span -> HTML in
            switch span {
            case .text(let words): "\(words)"
            case .link(let words, to: .policy): link(words, to: path(.privacy))
            case .link(let words, to: .address(let address)):
                address.hasPrefix("mailto:") ? link(words, to: address) : outsideLink(words, to: address)
            }
        }
        return "\(spans)"
    }
}
