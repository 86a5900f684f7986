// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Values

/// A buyer's banking app, and the shop's account:
///
///     GET  /control/vietqr                          movements of the account, and its statement as the bank exports it
///     POST /control/vietqr/scan {"code": …}         pays what a payment code says; "amount" and "content" change it
///     POST /control/vietqr/transfer {"amount": …, "content": …, "payer": …, "reported": false}
///     POST /control/vietqr/report/{reference}       tells the shop of a movement once more
extension World {
    func addBankRoutes(to routes: inout Routes) {
        routes.get("/bank") { request in
            let movements = await bank.movements.suffix(100).reversed()
            return .answer(BankPage(code: request.query["code"] ?? "", movements: Array(movements)).answer)
        }
        routes.post("/bank") { request in .answer(await pay(request)) }
        routes.get("/control/vietqr") { _ in
            let movements = await bank.movements
            return .answer(
                .json([
                    "movements": .array(movements.map(\.json)), "statement": .string(await bank.statement),
                ]))
        }
        routes.post("/control/vietqr/scan") { request in
            let fields = request.fields
            guard let code = try? PaymentCode(fields["code"]?.string ?? "") else {  // Said below.
                return .answer(.badRequest("the code cannot be read"))
            }
            return .answer(await transfer(code, fields, request))
        }
        routes.post("/control/vietqr/transfer") { request in
            let fields = request.fields
            guard let amount = fields["amount"]?.integer, amount > 0 else {
                return .answer(.badRequest("give amount"))
            }
            let movement = await bank.receive(
                amount, content: fields["content"]?.string ?? "", from: fields["payer"]?.nonEmpty ?? "NGUYEN VAN AN",
                isReported: fields["reported"]?.bool ?? true)
            return .answer(done(request, movement.json))
        }
        routes.post("/control/vietqr/report/{id}") { request in
            .answer(await bank.reportAgain(request.id) ? done(request) : .notFound("movement"))
        }
    }

    private func transfer(_ code: PaymentCode, _ fields: JSON, _ request: WorldRequest) async -> Answer {
        guard code.account == bank.configuration.accountNumber, code.bankBIN == bank.configuration.bankBIN else {
            return .badRequest("no such account at this bank")
        }
        guard let amount = fields["amount"]?.integer ?? code.amount, amount > 0 else {
            return .badRequest("give amount")
        }
        let movement = await bank.receive(
            amount, content: fields["content"]?.string ?? code.content,
            from: fields["payer"]?.nonEmpty ?? "NGUYEN VAN AN")
        return done(request, movement.json)
    }

    /// The app's own form: what the code says stands in it, and everything can be typed over.
    private func pay(_ request: WorldRequest) async -> Answer {
        let form = request.form
        do {
            let code = try PaymentCode(form["code"]?.filter { !$0.isNewline } ?? "")
            guard form["step"] == "pay" else { return await bankPage(form["code"] ?? "", read: code) }
            guard code.account == bank.configuration.accountNumber else {
                return await bankPage(form["code"] ?? "", read: code, problem: "There is no such account.")
            }
            guard let amount = form["amount"].flatMap({ Int64($0) }), amount > 0 else {
                return await bankPage(form["code"] ?? "", read: code, problem: "Please type a whole amount of dong.")
            }
            for _ in 0..<(form["twice"] == nil ? 1 : 2) {
                _ = await bank.receive(
                    amount, content: form["content"] ?? "", from: form.nonEmpty("payer") ?? "NGUYEN VAN AN")
            }
            return .redirect(to: "/bank")
        } catch {
            return await bankPage(form["code"] ?? "", problem: "This code cannot be read: \(error.why).")
        }
    }

    private func bankPage(_ code: String, read: PaymentCode? = nil, problem: String? = nil) async -> Answer {
        let movements = await bank.movements.suffix(100).reversed()
        return BankPage(code: code, read: read, problem: problem, movements: Array(movements)).answer
    }
}

extension BankAccount.Movement {
    var json: JSON {
        [
            "reference": .string(reference), "at": .string(at.description), "amount": .integer(amount),
            "content": .string(content), "payer": .string(payer), "reported": .bool(isReported),
        ]
    }
}
