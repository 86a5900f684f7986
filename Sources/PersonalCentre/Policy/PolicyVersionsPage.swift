// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy

extension Sheet {
    /// Every version ever published, newest first.
    func policyVersionsPage(_ versions: [PublishedPolicy]) -> HTML {
        let rows = versions.enumerated().map { index, published -> HTML in
            let before = versions.dropFirst(index + 1).first
            return """
                <li class="card"><h2>\(link(published.revisedOn.formatted(in: language), to: path("/privacy/versions/\(published.version.hex)")))</h2>
                <p class="soft">\(text("personal.versions.published", ["time": moment(published.publishedAt)]))</p>
                <p><code translate="no">\(published.version.short)</code></p>
                \(before.map { "<p>\(changesLink(from: $0, to: published))</p>" as HTML })</li>
                """
        }
        return shopPage(
            PageHead(title: text("personal.versions.title"), description: text("personal.policy.description")),
            main: """
                <div class="wrap narrow personal">\(backLink(text("personal.versions.back"), to: path(.privacy)))
                \(heading(text("personal.versions.title"), lead: text("personal.versions.lead")))
                <ul class="stack plain">\(rows)</ul>\(compareForm(versions))</div>
                """)
    }
}
