// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values
import Vault

extension Sheet {
    /// One eSIM: how to get it onto a phone while it is not there, what is left of it afterwards, and more data for it.
    func esimCard(_ esim: BuyerEsim, number: Int, of model: OrderModel) -> HTML {
        let title =
            model.order.esims.count == 1
            ? esim.name[language]
            : text("storefront.esim.numbered", ["name": esim.name[language], "number": String(number)])
        let isInstalled = esim.status.state != .ready
        return """
            <section class="esim" aria-label="\(title)">
            <header class="card-header"><h2>\(title)</h2>\(badge(text("storefront.esim.state.\(esim.status.state.rawValue)", [:]), esim.status.state.tone))</header>
            \(if: esim.status.state.hasStarted, usage(of: esim, at: model.now))
            \(if: esim.status.state == .installed, "<p>\(text("storefront.esim.waiting", ["data": gigabytes(esim.status.totalBytes)]))</p>")
            \(if: !isInstalled, installation(of: esim, on: model.phone))
            \(if: isInstalled, disclosure(text("storefront.esim.again"), installation(of: esim, on: model.phone)))
            \(if: !esim.topUps.isEmpty, topUpForm(for: esim, of: model))
            </section>
            """
    }

    /// The ring says what is left; the words beside it until when, and when the network said so.
    private func usage(of esim: BuyerEsim, at now: Instant) -> HTML {
        let status = esim.status
        let share = status.totalBytes > 0 ? Double(esim.remainingBytes) / Double(status.totalBytes) : 0
        let ends = status.expiresAt.map { end -> HTML in
            let days = max(0, Int(((end - now).milliseconds + 86_399_999) / 86_400_000))
            return """
                <p class="usage-days"><strong>\(text("storefront.esim.days-left", ["count": String(days)]))</strong>\
                <span class="soft">\(wording.markup("storefront.esim.until", ["day": time(end)]))</span></p>
                """
        }
        return """
            <div class="usage" data-usage data-share-left="\(Int((share * 100).rounded()))"\
            \(attribute: "data-expires", status.expiresAt?.description)>
            \(usageRing(
                remaining: share, amount: gigabytes(esim.remainingBytes),
                caption: text("storefront.esim.left-of", ["total": gigabytes(status.totalBytes)])))
            <div class="usage-words">\(ends)<p class="soft small">\(wording.markup(
                "storefront.esim.checked", ["time": time(esim.checkedAt)]))</p></div></div>
            """
    }

    private func installation(of esim: BuyerEsim, on phone: Phone) -> HTML {
        """
        <div class="install">
        <div class="install-here"><h3>\(text("storefront.install.here"))</h3>
        <p class="soft">\(text("storefront.install.here-text"))</p>
        <p class="install-buttons">\(installButtons(for: esim.install, on: phone))</p></div>
        <div class="install-scan">\(QRCode(esim.install.activationCode).map { code in
            qrCard(
                code, title: text("storefront.install.scan"), hint: text("storefront.install.scan-text"),
                label: text("storefront.install.qr"))
        })</div></div>
        <div class="install-more">
        \(disclosure(text("storefront.install.apple"), stepsList([
            "storefront.install.apple-1", "storefront.install.apple-2", "storefront.install.apple-3",
            "storefront.install.apple-4",
        ]), isOpen: phone == .apple))
        \(disclosure(text("storefront.install.android"), stepsList([
            "storefront.install.android-1", "storefront.install.android-2", "storefront.install.android-3",
            "storefront.install.android-4",
        ]), isOpen: phone == .android))
        \(disclosure(text("storefront.install.manual"), """
            <div class="stack">\(copyable(esim.install.server, label: text("storefront.install.server")))
            \(copyable(esim.install.matchingID, label: text("storefront.install.code")))
            \(copyable(esim.install.activationCode, label: text("storefront.install.whole")))
            \(copyable(esim.iccid.expose(), label: text("storefront.install.iccid")))</div>
            """))
        </div>
        """
    }

    /// The one for the phone that asks comes first and stands out.
    private func installButtons(for install: EsimInstallation, on phone: Phone) -> HTML {
        let apple = linkButton(
            text("storefront.install.on-apple"), to: install.appleURL, kind: phone == .android ? .secondary : .primary,
            icon: .device, isWide: true)
        let android = linkButton(
            text("storefront.install.on-android"), to: install.androidURL,
            kind: phone == .android ? .primary : .secondary, icon: .device, isWide: true)
        return phone == .android ? "\(android)\(apple)" : "\(apple)\(android)"
    }

    private func stepsList(_ steps: [Text]) -> HTML {
        "<ol class=\"numbered\">\(steps.map { "<li>\(text($0))</li>" as HTML })</ol>"
    }

    private func topUpForm(for esim: BuyerEsim, of model: OrderModel) -> HTML {
        let choices = esim.topUps.map { offer in
            Choice(
                offer.slug,
                text(
                    "storefront.top-up.offer",
                    ["data": gigabytes(offer.dataBytes), "days": days(offer.validityDays)]),
                aside: price(offer.price(in: currency)))
        }
        let fields: HTML = """
            <input type="hidden" name="esim" value="\(esim.id.description)">\
            <input type="hidden" name="attempt" value="\(model.attempt.description)">\
            <input type="hidden" name="policy" value="\(model.policy.version.hex)">
            """
        return """
            <section class="top-up"><h3>\(text("storefront.top-up.title"))</h3>
            <p class="soft">\(text("storefront.top-up.text"))</p>
            \(form(path("/orders/\(model.order.token)/top-ups"), """
                \(fields)\(radioCards("offer", legend: text("storefront.top-up.legend"), choices: choices, in: Form()))
                <p class="actions">\(button(text("storefront.top-up.buy"), icon: .plus))</p>
                """))
            <p class="soft small">\(rich(model.policy.text(of: .useBegins, in: language), of: model.policy))</p></section>
            """
    }
}

extension EsimState {
    fileprivate var tone: Tone {
        switch self {
        case .ready: .notable
        case .installed, .inUse: .good
        case .usedUp, .suspended: .bad
        case .expired, .cancelled, .revoked: .neutral
        }
    }

    /// Whether the network has counted anything that can be shown.
    fileprivate var hasStarted: Bool {
        switch self {
        case .inUse, .usedUp, .expired, .suspended: true
        case .ready, .installed, .cancelled, .revoked: false
        }
    }
}
