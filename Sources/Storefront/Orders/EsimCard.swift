// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values
import Vault

extension Sheet {
    /// One eSIM: how to get it onto a phone while it is not there, what is left of it afterwards, and more data for it.
    func esimCard(_ esim: BuyerEsim, number: Int, of model: OrderModel) -> HTML {
        let title = title(of: esim, number: number, of: model)
        let isInstalled = esim.status.state != .ready
        let installation = installation(of: esim, number: number)
        return """
            <section class="esim" aria-label="\(title)">
            <header class="card-header"><h2>\(title)</h2>\(badge(text("storefront.esim.state.\(esim.status.state.rawValue)", [:]), esim.status.state.tone))</header>
            \(if: esim.status.state.hasStarted, liveUsage(of: esim, of: model))
            \(if: esim.status.state == .installed, "<p>\(text("storefront.esim.waiting", ["data": gigabytes(esim.status.totalBytes)]))</p>")
            \(if: !isInstalled, installation)
            \(if: isInstalled && !esim.status.state.isOver, disclosure(text("storefront.esim.again"), installation))
            \(if: !esim.topUps.isEmpty, topUpForm(for: esim, of: model))
            \(if: esim.canPause || esim.canResume, pauseForm(for: esim, of: model))
            </section>
            """
    }

    private func title(of esim: BuyerEsim, number: Int, of model: OrderModel) -> String {
        model.order.esims.count == 1
            ? esim.name[language]
            : text("storefront.esim.numbered", ["name": esim.name[language], "number": String(number)])
    }

    private func installation(of esim: BuyerEsim, number: Int) -> HTML {
        """
        <div class="install">
        <div class="install-here"><h3>\(text("storefront.install.here"))</h3>
        <p class="soft">\(text("storefront.install.here-text"))</p>
        <p class="install-buttons">\(installButtons(for: esim.install))</p></div>
        <div class="install-scan">\(QRCode(esim.install.activationCode).map { code in
            qrCard(
                code, title: text("storefront.install.scan"), hint: text("storefront.install.scan-text"),
                label: text("storefront.install.qr"))
        })</div></div>
        \(phoneHelp(number: number))
        <div class="install-more">
        \(disclosure(text("storefront.install.manual"), """
            <div class="stack">\(copyable(esim.install.server, label: text("storefront.install.server")))
            \(copyable(esim.install.matchingID, label: text("storefront.install.code")))
            \(copyable(esim.install.activationCode, label: text("storefront.install.whole")))
            \(copyable(esim.iccid.expose(), label: text("storefront.install.iccid")))</div>
            """))
        \(disclosure(text("storefront.phone-help.trouble.title"), "<ul class=\"bullets\">\(troubles)</ul>"))
        </div>
        """
    }

    private var troubles: [HTML] {
        (1...4).map { "<li>\(text("storefront.phone-help.trouble.\($0)", [:]))</li>" }
    }

    /// A script in the browser lets the one for its own phone stand out.
    private func installButtons(for install: EsimInstallation) -> HTML {
        """
        <a class="button primary wide" data-install="apple"\(href: install.appleURL)>\(icon(.device))\
        <span>\(text("storefront.install.on-apple"))</span></a>\
        <a class="button secondary wide" data-install="android"\(href: install.androidURL)>\(icon(.device))\
        <span>\(text("storefront.install.on-android"))</span></a>
        """
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
            <section class="top-up" id="more-data"><h3>\(text("storefront.top-up.title"))</h3>
            <p class="soft">\(text("storefront.top-up.text"))</p>
            \(form(path("/orders/\(model.order.token)/top-ups"), """
                \(fields)\(radioCards("offer", legend: text("storefront.top-up.legend"), choices: choices, in: Form()))
                <p class="actions">\(button(text("storefront.top-up.buy"), icon: .plus))</p>
                """))
            <p class="soft small">\(rich(model.policy.text(of: .useBegins, in: language), of: model.policy))</p></section>
            """
    }

    /// For a phone that was lost: the network stops the data, and lets it go on when its buyer says so.
    private func pauseForm(for esim: BuyerEsim, of model: OrderModel) -> HTML {
        let place = path("/orders/\(model.order.token)/esims/\(esim.id)")
        guard esim.canPause else {
            return """
                <section class="pause">\(form("\(place)/resumption", """
                    <p>\(text("storefront.pause.resume-text"))</p>
                    <p class="actions">\(button(text("storefront.pause.resume"), icon: .signal))</p>
                    """))</section>
                """
        }
        return disclosure(
            text("storefront.pause.title"),
            form(
                "\(place)/suspension",
                """
                <p>\(text("storefront.pause.text"))</p>
                <p class="actions">\(button(text("storefront.pause.do"), kind: .secondary, icon: .lock))</p>
                """))
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

    var isOver: Bool {
        switch self {
        case .expired, .cancelled, .revoked: true
        case .ready, .installed, .inUse, .usedUp, .suspended: false
        }
    }
}
