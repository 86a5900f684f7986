// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// What is left of an eSIM, kept true by a script that asks for it again while somebody looks.
    func liveUsage(of esim: BuyerEsim, of model: OrderModel) -> HTML {
        let place = path("/orders/\(model.order.token)/esims/\(esim.id)/usage")
        return """
            <div class="usage-live"\(attribute: "data-live", esim.status.state.isOver ? nil : place) data-every="30">\
            \(usage(of: esim, of: model))</div>
            """
    }

    /// The ring says what is left; the words beside it until when, and when the network said so.
    func usage(of esim: BuyerEsim, of model: OrderModel) -> HTML {
        let status = esim.status
        let share = status.totalBytes > 0 ? Double(esim.remainingBytes) / Double(status.totalBytes) : 0
        let percent = Int((share * 100).rounded())
        let told: String = model.isStale ? "storefront.esim.checked-stale" : "storefront.esim.checked"
        return """
            <div class="usage" data-usage data-share-left="\(percent)"\
            \(attribute: "data-expires", status.expiresAt?.description)>
            \(usageRing(
                remaining: share, amount: gigabytes(esim.remainingBytes),
                caption: text("storefront.esim.left-of", ["total": gigabytes(status.totalBytes)])))
            <div class="usage-words">\(status.expiresAt.map { ends($0, at: model.now) })\
            \(if: esim.hasLittleLeft, littleLeft(of: esim))\
            <p class="soft small\(if: model.isStale, " usage-stale")">\(wording.markup(told, ["time": time(esim.checkedAt)]))</p>\
            </div></div>
            """
    }

    private func ends(_ end: Instant, at now: Instant) -> HTML {
        let days = max(0, Int(((end - now).milliseconds + 86_399_999) / 86_400_000))
        let isOver = end <= now
        return """
            <p class="usage-days"><strong>\(isOver ? text("storefront.esim.ended") : text("storefront.esim.days-left", ["count": String(days)]))</strong>\
            <span class="soft">\(wording.markup("storefront.esim.until", ["day": time(end)]))</span></p>
            """
    }

    private func littleLeft(of esim: BuyerEsim) -> HTML {
        let words: Text = esim.remainingBytes == 0 ? "storefront.esim.none-left" : "storefront.esim.little-left"
        return """
            <p class="usage-low">\(icon(.warning, size: .small))<span>\(text(words)) \
            \(if: !esim.topUps.isEmpty, link(text("storefront.esim.add"), to: "#more-data"))</span></p>
            """
    }
}

extension BuyerEsim {
    fileprivate var hasLittleLeft: Bool {
        (status.state == .inUse || status.state == .usedUp) && remainingBytes * 5 <= status.totalBytes
    }
}
