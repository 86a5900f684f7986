// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values
import Vault

/// What a receipt shows.
struct ReceiptModel {
    let receipt: Receipt
    let token: String
    let business: BusinessDefinition
    let website: String
}

extension Sheet {
    /// A sheet of paper on the screen: on the printer the page around it is gone.
    func receiptPage(_ model: ReceiptModel) -> HTML {
        let receipt = model.receipt
        let print: HTML = """
            <button type="button" class="button primary keeps-place" data-print hidden>\(icon(.document))\
            <span>\(text("storefront.receipt.print"))</span></button>
            """
        return shopPage(
            PageHead(title: text("storefront.receipt.title", ["number": receipt.number.text]), isPublic: false),
            main: """
                <div class="wrap narrow receipt-page">
                <div class="receipt-tools">\(backLink(
                    text("storefront.order.title", ["number": receipt.number.text]), to: path("/orders/\(model.token)")))\
                \(print)</div>
                <article class="paper">
                <header class="paper-head"><div><h1>\(text("storefront.order.receipt"))</h1>
                <p class="paper-number" translate="no">\(receipt.number.text)</p></div>\(seller(model))</header>
                \(facts(dates(of: receipt)))
                \(lines(of: receipt))
                <footer class="paper-foot soft small"><p>\(text("storefront.receipt.buyer"))</p>
                <p>\(text("storefront.receipt.kept"))</p></footer></article>
                <p class="soft small receipt-tools">\(text("storefront.receipt.pdf"))</p></div>
                """)
    }

    private func seller(_ model: ReceiptModel) -> HTML {
        let seller = model.business.seller
        let parts: [HTML] = [
            "<strong>\(seller.name ?? site.name)</strong>", seller.address.map { "\($0)" },
            seller.taxNumber.map { "\(text("storefront.receipt.tax-number", ["number": $0]))" }, "\(model.website)",
            "\(site.supportEmail)",
        ].compactMap { $0 }
        return "<address class=\"paper-seller\">\(parts.map { "<span>\($0)</span>" as HTML })</address>"
    }

    private func dates(of receipt: Receipt) -> [(name: String, value: HTML)] {
        var facts: [(name: String, value: HTML)] = [(text("storefront.order.placed"), time(receipt.placedAt))]
        if let paid = receipt.paidAt {
            facts.append((text("storefront.receipt.paid"), "\(time(paid))\(receipt.card.map(cardWords))"))
        }
        if let refunded = receipt.refundedAt {
            facts.append((text("storefront.receipt.refunded"), "\(time(refunded)) · \(price(receipt.total))"))
        }
        if let parts = receipt.partsBack { facts.append((text("storefront.receipt.refunded"), "\(price(parts))")) }
        return facts
    }

    /// `visa 4242` as people write it.
    private func cardWords(_ card: Personal<String>) -> HTML {
        let parts = card.expose().split(separator: " ").map(String.init)
        let brand = parts.first.map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return " · <span translate=\"no\">\(brand) •••• \(parts.last)</span>"
    }

    private func lines(of receipt: Receipt) -> HTML {
        let rows = receipt.lines.map { line -> HTML in
            """
            <tr><th scope="row">\(line.name[language])</th><td class="number">\(line.quantity)</td>\
            <td class="number">\(price(line.unitPrice))</td><td class="number">\(price(line.total))</td></tr>
            """
        }
        let tax: HTML? = receipt.tax.map { tax in
            """
            <tr><th scope="row" colspan="3">\(text("storefront.receipt.tax", ["percent": String(receipt.taxPercent ?? 0)]))</th>\
            <td class="number">\(price(tax))</td></tr>
            """
        }
        return """
            <table class="paper-lines"><caption class="hidden">\(text("storefront.receipt.lines"))</caption><thead><tr>\
            <th scope="col">\(text("storefront.receipt.what"))</th><th scope="col" class="number">\(text("storefront.receipt.count"))</th>\
            <th scope="col" class="number">\(text("storefront.receipt.each"))</th><th scope="col" class="number">\(text("storefront.receipt.amount"))</th>\
            </tr></thead><tbody>\(rows)</tbody><tfoot>\
            <tr class="paper-total"><th scope="row" colspan="3">\(text("storefront.checkout.total"))</th>\
            <td class="number">\(price(receipt.total))</td></tr>\(tax)</tfoot></table>\
            \(if: receipt.tax == nil, "<p class=\"soft small\">\(text("storefront.plan.tax"))</p>")
            """
    }
}
