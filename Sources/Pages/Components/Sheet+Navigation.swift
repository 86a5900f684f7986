// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// Views of one thing, each a page of its own.
    package func tabs(_ label: String, _ tabs: [(title: String, path: String)], current: String) -> HTML {
        let links = tabs.map { tab -> HTML in
            "<a\(href: tab.path)\(attribute: "aria-current", tab.path == current ? "page" : nil)>\(tab.title)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"\(label)\">\(links)</nav>"
    }

    /// The way back to where this page hangs.
    package func backLink(_ title: String, to path: String) -> HTML {
        "<a class=\"back\"\(href: path)>\(icon(.arrowLeft, size: .small))<span>\(title)</span></a>"
    }

    /// A page's name with what one can do on it.
    package func heading(_ title: String, lead: String = "", actions: HTML? = nil) -> HTML {
        """
        <header class="page-heading"><div><h1>\(title)</h1>\(if: !lead.isEmpty, "<p class=\"lead\">\(lead)</p>")</div>\
        \(actions.map { "<div class=\"actions\">\($0)</div>" as HTML })</header>
        """
    }

    /// A question that must be answered before going on. `opener` is the label of the button that shows it; without
    /// scripts the content stands open in the page.
    package func dialog(_ id: String, opener: String, kind: ButtonKind = .secondary, title: String, _ content: HTML)
        -> HTML
    {
        """
        <button type="button" class="button \(kind.rawValue)" data-opens="\(id)" hidden><span>\(opener)</span></button>\
        <dialog class="dialog" id="\(id)" aria-labelledby="\(id)-title" open data-dialog>\
        <header><h2 id="\(id)-title">\(title)</h2>\
        <button type="button" class="button quiet" data-closes="\(id)" aria-label="\(text("components.close"))" hidden>\(icon(.close))</button>\
        </header><div class="dialog-body">\(content)</div></dialog>
        """
    }
}
