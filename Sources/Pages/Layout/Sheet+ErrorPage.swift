// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// What happened, what to do next, and for our own failures the number by which we find it.
    package func errorPage(title: String, text message: String, reference: String?) -> HTML {
        let number: HTML = """
            <p class="hint">\(text("requests.error.reference")) <code class="reference">\(reference ?? "")</code></p>
            """
        return shopPage(
            PageHead(title: title, isPublic: false, isCounted: false),
            main: """
                <div class="wrap narrow"><section class="empty-state">
                \(icon(.compass, size: .large))
                <h1>\(title)</h1>
                <p>\(message)</p>
                \(if: reference != nil, number)
                <p class="actions">\(linkButton(text("requests.error.home"), to: path(.home), kind: .primary))\
                \(linkButton(text("requests.error.contact"), to: path(.contact), kind: .secondary))</p>
                </section></div>
                """)
    }
}
