// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Policy
import Values
import Vault

/// Money that belongs to no order, worked through.
extension ConsoleRoutes {
    func registerMoney(on console: RouterGroup<PageContext>) {
        console.get("/money", use: at(.money, moneyPage))
        console.get("/money/statements", use: at(.money, backToMoney))
        console.post("/money/statements", use: at(.money, importStatement))
        console.get("/money/:id", use: at(.money, amountPage))
        console.get("/money/:id/openings", use: at(.money, backToAmount))
        console.post("/money/:id/openings", use: at(.money, openPayer))
        console.post("/money/:id/assignment", use: at(.money, assignMoney))
        console.post("/money/:id/return", use: at(.money, sendMoneyBack))
        console.post("/money/:id/return-confirmation", use: at(.money, confirmReturn))
        console.post("/money/:id/write-off", use: at(.money, writeOff))
    }

    @Sendable func moneyPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        try await desk.moneyPage(Form())
    }

    @Sendable func backToMoney(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        .seeOther(desk.path(.money), on: desk.sheet)
    }

    /// What a payer's text opened to has no address of its own.
    @Sendable func backToAmount(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        .seeOther(desk.path("/money/\(try moneyID(context))"), on: desk.sheet)
    }

    @Sendable func amountPage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        desk.amountPage(try await desk.look(atMoney: try moneyID(context)))
    }

    @Sendable func importStatement(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        // A statement is full of account numbers, some of which could be a card's by their digits.
        var form = try await Form.read(request, context, exemptFromCardCheck: ["statement"])
        guard let text = form.text("statement", atMost: 60_000) else { return try await desk.moneyPage(form) }
        switch try await desk.services.shop.importStatement(text, as: desk.caller) {
        case .imported(let result): return try await desk.moneyPage(Form(), imported: result)
        case .unreadable(let problem): form.refuse("statement", problem.words)
        case .noAccount: form.refuse("statement", "console.statement.no-account")
        case .forbidden: throw PageProblem(.forbidden)
        }
        return try await desk.moneyPage(form)
    }

    @Sendable func openPayer(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try moneyID(context)
        var form = try await Form.read(request, context)
        if let purpose = form.choice("purpose", of: Purpose.self) {
            switch try await desk.services.shop.workOnMoney.open(id, for: purpose, as: desk.caller) {
            case .opened(let content, let payer):
                let opened = OpenedMoney(content: content?.expose(), payer: payer?.expose())
                return desk.amountPage(try await desk.look(atMoney: id), form: form, opened: opened)
            case .refused(let refusal): form.refuse("purpose", Text("console.refusal.\(refusal.rawValue)"))
            case .notFound: throw PageProblem(.notFound)
            case .forbidden: throw PageProblem(.forbidden)
            }
        }
        return desk.amountPage(try await desk.look(atMoney: id), form: form, status: .unprocessableContent)
    }

    @Sendable func assignMoney(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try moneyID(context)
        var form = try await Form.read(request, context)
        if let typed = form.text("number", atMost: 40) {
            guard let number = OrderNumber(typed) else {
                form.refuse("number", "console.money.number-malformed")
                return desk.amountPage(try await desk.look(atMoney: id), form: form, status: .unprocessableContent)
            }
            let outcome = try await desk.services.shop.workOnMoney.assign(id, to: number, as: desk.caller)
            switch outcome {
            case .unfit(let reason): form.refuse("number", Text("console.money.unfit.\(reason.rawValue)"))
            case .noSuchOrder: form.refuse("number", "console.money.no-such-order")
            default: return try desk.answer(to: outcome, about: id)
            }
        }
        return desk.amountPage(try await desk.look(atMoney: id), form: form, status: .unprocessableContent)
    }

    @Sendable func sendMoneyBack(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try moneyID(context)
        _ = try await Form.read(request, context)
        return try desk.answer(to: try await desk.services.shop.workOnMoney.sendBack(id, as: desk.caller), about: id)
    }

    @Sendable func confirmReturn(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try moneyID(context)
        _ = try await Form.read(request, context)
        return try desk.answer(
            to: try await desk.services.shop.workOnMoney.confirmReturn(of: id, as: desk.caller), about: id)
    }

    @Sendable func writeOff(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try moneyID(context)
        var form = try await Form.read(request, context)
        guard let reason = form.choice("reason", of: WriteOffReason.self) else {
            return desk.amountPage(try await desk.look(atMoney: id), form: form, status: .unprocessableContent)
        }
        return try desk.answer(
            to: try await desk.services.shop.workOnMoney.writeOff(id, because: reason, as: desk.caller), about: id)
    }

    private func moneyID(_ context: PageContext) throws -> ID<IncomingMoney> {
        guard let id = context.parameters.get("id").flatMap({ ID<IncomingMoney>($0) }) else {
            throw PageProblem(.notFound)
        }
        return id
    }
}

/// What a payer wrote and who they are, as it was opened a moment ago.
struct OpenedMoney: Sendable {
    let content: String?
    let payer: String?
}

extension Desk {
    func look(atMoney id: ID<IncomingMoney>) async throws -> MoneyOnList {
        switch try await services.shop.workOnMoney.show(id, as: caller) {
        case .money(let money): money
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// One sentence about what was decided, on the page it was decided on.
    fileprivate func answer(to outcome: WorkOnMoney.Outcome, about id: ID<IncomingMoney>) throws -> Response {
        let page = "/money/\(id)"
        return switch outcome {
        case .paid: done(.success, "console.money.done-paid", to: page)
        case .short: done(.success, "console.money.done-short", to: page)
        case .sentBack: done(.success, "console.money.done-sent-back", to: page)
        case .writtenOff: done(.success, "console.money.done-written-off", to: page)
        case .already: done(.notice, "console.money.done-already", to: page)
        case .unreachable: done(.problem, "console.money.done-unreachable", to: page)
        case .refused: done(.problem, "console.money.done-refused", to: page)
        case .unfit, .noSuchOrder: done(.problem, "console.done.not-now", to: page)
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }
}

extension BankStatement.Problem {
    fileprivate var words: Text {
        switch self {
        case .empty: "console.statement.empty"
        case .headingMissing(let what): Text("console.statement.heading.\(what)")
        case .unreadable(let row, let column): Text("console.statement.unreadable.\(column)", ["row": String(row)])
        }
    }
}
