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
                <p class="lead">\(document.revisedLine)</p><p class="soft">\(document.versionLine)</p></div></header>
                \(if: !isCurrent, olderNotice(document.version))
                \(document.introduction.map { "<p>\(rich($0))</p>" as HTML })
                <nav class="contents" aria-label="\(text("personal.policy.contents"))"><ol>
                \(document.sections.map { "<li><a href=\"#section-\($0.number)\">\($0.title)</a></li>" as HTML })
                </ol></nav>
                \(document.sections.map(policySection))
                <p class="actions">\(linkButton(text("personal.policy.versions"), to: path("/privacy/versions"), icon: .list))
                \(linkButton(text("personal.policy.my-data"), to: path(.myData), icon: .person))
                \(linkButton(text("personal.policy.cookies"), to: path(.cookies), icon: .settings))</p>
                </div>
                """)
    }

    private func olderNotice(_ version: PolicyVersion) -> HTML {
        banner(
            .notice, title: text("personal.policy.older"),
            text: link(text("personal.policy.changed-since"), to: path("/privacy/changes?from=\(version.hex)")),
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

    private func policyTable(_ table: PolicyDocument.Table) -> HTML {
        """
        <h3>\(table.caption)</h3>\(self.table(
            table.caption, columns: table.header.map { Column($0) }, rows: table.rows.map { $0.map(rich) }, empty: ""))
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
