// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// A person as staff sees one before opening: a number, no name. `opening` leads to the question for what purpose.
    package func personChip(_ reference: String, opening path: String?) -> HTML {
        """
        <span class="person-chip">\(icon(.person, size: .small))<span class="masked" aria-label="\(text("components.person.masked"))">\
        ••••••</span><span class="person-reference">\(reference)</span>\
        \(path.map { "<a\(href: $0)>\(text("components.person.open"))</a>" as HTML })</span>
        """
    }

    /// A person as staff sees one after opening, with the purpose that was named.
    package func personChip(_ reference: String, opened value: String, purpose: String) -> HTML {
        """
        <span class="person-chip opened">\(icon(.eye, size: .small))<strong>\(value)</strong>\
        <span class="person-reference">\(reference)</span><span class="person-purpose">\(purpose)</span></span>
        """
    }

    /// A value to carry elsewhere, whole on one press. Without scripts it can be marked and copied as any text.
    package func copyable(_ value: String, label: String) -> HTML {
        """
        <div class="copyable"><span class="copyable-label">\(label)</span>\
        <code translate="no">\(value)</code>\
        <button type="button" class="button quiet" data-copy="\(value)" data-copied="\(text("components.copy.done"))" hidden>\
        \(icon(.copy))<span>\(text("components.copy.do"))</span></button></div>
        """
    }

    /// A secret that is shown now and never again.
    package func secretOnce(_ value: String, label: String) -> HTML {
        banner(
            .notice, title: text("components.secret.title"), text: "\(text("components.secret.text"))",
            action: copyable(value, label: label))
    }

    /// A code to scan, with the same thing to press on the phone that holds this page.
    package func qrCard(_ code: QRCode, title: String, hint: String, label: String, action: HTML? = nil) -> HTML {
        """
        <figure class="qr-card">\(code.svg(label: label))<figcaption><strong>\(title)</strong><p>\(hint)</p></figcaption>\
        \(action.map { "<div class=\"qr-action\">\($0)</div>" as HTML })</figure>
        """
    }

    /// Proof somebody can keep: what was done, when, and where to check it.
    package func receiptCard(
        title: String, facts lines: [(name: String, value: HTML)], digest: String, action: HTML? = nil
    ) -> HTML {
        """
        <section class="receipt"><header>\(icon(.receipt))<h2>\(title)</h2></header>\(facts(lines))\
        <p class="receipt-digest"><span>\(text("components.receipt.digest"))</span><code translate="no">\(digest)</code></p>\(action)</section>
        """
    }
}
