// SPDX-License-Identifier: Apache-2.0

import Values

/// The frame of the world's pages: their look is nobody's shop.
func layout(_ title: String, _ body: Markup, navigation: Bool = false) -> Markup {
    let menu: Markup = """
        <nav aria-label="World"><a href="/">World</a><a href="/mail">Mailbox</a><a href="/cards">Card payments</a>\
        <a href="/bank">Banking app</a><a href="/supplier">eSIM supplier</a><a href="/airalo">Airalo</a>\
        <a href="/telegram">Telegram group</a><a href="/whatsapp">WhatsApp phones</a><a href="/scenarios">Scenarios</a><a href="/calls">Calls</a></nav>
        """
    return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="stylesheet" href="/assets/world.css"><link rel="icon" href="data:,"></head>
        <body>\(navigation ? "<header>\(menu)</header>" : nil)\(body)</body></html>
        """
}

/// Money as the world's pages print it.
enum Amount {
    static func text(_ minorUnits: Int64, _ currency: String) -> String {
        let code = currency.uppercased()
        if ["VND", "JPY", "KRW"].contains(code) { return "\(grouped(minorUnits)) \(code)" }
        let cents = String(minorUnits % 100)
        return "\(grouped(minorUnits / 100)).\(cents.count < 2 ? "0" : "")\(cents) \(code)"
    }

    static func grouped(_ number: Int64) -> String {
        let digits = Array(String(number))
        return digits.indices.reduce(into: "") { text, index in
            if index > 0, (digits.count - index) % 3 == 0 { text += "," }
            text.append(digits[index])
        }
    }
}

extension Instant {
    /// `2026-11-21 10:49:34 UTC`.
    var readable: String { description.replacing("T", with: " ").replacing("Z", with: " UTC") }
}
