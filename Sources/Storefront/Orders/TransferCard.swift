// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// What it takes to pay from one's own bank: the code to scan, the same to copy, and until when.
    func transferCard(_ transfer: AwaitedTransfer, of order: BuyerOrder) -> HTML {
        let instructions = transfer.instructions
        let amount = price(instructions.amount)
        let picture = QRCode(instructions.code).map { code in
            qrCard(
                code, title: text("storefront.transfer.scan", ["amount": amount]),
                hint: text("storefront.transfer.scan-hint"),
                label: text("storefront.transfer.qr"))
        }
        let received: HTML? =
            transfer.received.minorUnits > 0
            ? facts([
                (text("storefront.transfer.received"), "\(price(transfer.received))"),
                (text("storefront.transfer.missing"), "<strong>\(amount)</strong>"),
            ]) : nil
        return """
            <section class="transfer" aria-label="\(text("storefront.transfer.title"))" data-transfer-code="\(instructions.code)">
            \(received)
            <div class="transfer-ways">\(picture)
            <div class="transfer-copy"><p>\(text("storefront.transfer.by-hand"))</p>
            \(copyable(instructions.account, label: text("storefront.transfer.account")))
            \(copyable(String(instructions.amount.minorUnits), label: text("storefront.transfer.amount")))
            \(copyable(instructions.reference, label: text("storefront.transfer.reference")))
            <p class="soft small">\(text("storefront.transfer.holder", ["bank": instructions.bank, "holder": instructions.holder]))</p>
            </div></div>
            <p class="soft small">\(text("storefront.transfer.valid")) \(time(transfer.validUntil)). \
            \(text("storefront.transfer.exact"))</p>
            </section>
            """
    }
}
