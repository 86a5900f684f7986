// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

/// A buyer's banking app: reads a payment code, pays, and shows what arrived on the shop's account.
struct BankPage {
    let code: String
    var read: PaymentCode?
    var problem: String?
    let movements: [BankAccount.Movement]

    var answer: Answer {
        .page(layout("Banking app", body, navigation: true), status: problem == nil ? .ok : .badRequest)
    }

    private var body: Markup {
        """
        <main>
        <h1>Banking app</h1>
        \(problem.map { "<p class=\"note\" role=\"alert\">\($0)</p>" as Markup })
        <section class="card"><h2>Scan a code</h2>
        <p>A camera would read it off the order page; here its text is pasted.</p>
        <form method="post" action="/bank">
        <p class="field"><label for="code">Text of the code</label>
        <textarea id="code" name="code" rows="3" required>\(code)</textarea></p>
        <button class="primary">Read it</button></form></section>
        \(read.map(payment))
        <h2>What arrived on the shop's account</h2>
        \(movements.isEmpty ? "<p class=\"empty\">Nothing yet.</p>" : nil)
        <ul class="cards">\(movements.map(card))</ul>
        </main>
        """
    }

    /// Everything can be typed over, as people do.
    private func payment(_ read: PaymentCode) -> Markup {
        """
        <section class="card"><h2>Transfer to \(read.account)</h2>
        <form method="post" action="/bank"><input type="hidden" name="code" value="\(code)">
        <input type="hidden" name="step" value="pay">
        <p class="field"><label for="amount">Amount in dong</label>
        <input type="number" id="amount" name="amount" min="1" value="\(read.amount.map(String.init) ?? "")"></p>
        <p class="field"><label for="content">Text of the transfer</label>
        <input type="text" id="content" name="content" value="\(read.content)"></p>
        <p class="field"><label for="payer">Your name</label>
        <input type="text" id="payer" name="payer" value="NGUYEN VAN AN"></p>
        <p class="tick"><input type="checkbox" id="twice" name="twice"> <label for="twice">Press twice by mistake</label></p>
        <button class="primary">Pay</button></form></section>
        """
    }

    private func card(_ movement: BankAccount.Movement) -> Markup {
        """
        <li class="card"><h2>\(Amount.text(movement.amount, "vnd")) <span class="state">\(movement.reference)</span></h2>
        <dl class="facts"><dt>Text</dt><dd><code>\(movement.content)</code></dd><dt>From</dt><dd>\(movement.payer)</dd>
        <dt>When</dt><dd>\(movement.at.readable)</dd></dl>
        <div class="buttons">\(button(
            "Tell the shop once more", to: "/control/vietqr/report/\(movement.reference)", about: movement.reference))</div></li>
        """
    }
}
