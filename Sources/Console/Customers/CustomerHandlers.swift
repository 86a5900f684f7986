// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Commerce
import Hummingbird
import Pages
import Policy
import Rights
import Storage
import Values
import Vault

/// One customer, found by an order or by the exact address. The page of an opened customer has no address of its own: nothing
/// personal stands in a URL.
extension ConsoleRoutes {
    @Sendable func customersPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response {
        desk.customersPage(Form())
    }

    @Sendable func findCustomer(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        var form = try await Form.read(request, context)
        let (address, purpose) = (form.email("email"), form.choice("purpose", of: Purpose.self))
        guard let address, let purpose, form.isValid else {
            return desk.customersPage(form, status: .unprocessableContent)
        }
        let answer = try await desk.services.shop.findCustomer(address, for: purpose, as: desk.caller)
        switch answer {
        case .found(let history): return try await desk.customerPage(history, purpose)
        case .nobody: return desk.customersPage(form, isNobody: true)
        case .refused(let refusal): form.refuse("purpose", Text("console.refusal.\(refusal.rawValue)"))
        case .forbidden: throw PageProblem(.forbidden)
        }
        return desk.customersPage(form, status: .unprocessableContent)
    }

    /// From the page of an order to everything of its buyer.
    @Sendable func openCustomer(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        var form = try await Form.read(request, context)
        guard let purpose = form.choice("purpose", of: Purpose.self) else {
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        }
        switch try await desk.services.shop.findCustomer(buyerOf: id, for: purpose, as: desk.caller) {
        case .found(let history): return try await desk.customerPage(history, purpose)
        case .nobody:
            _ = try await desk.look(at: id)
            form.refuse("purpose", Text("console.refusal.\(VaultRefusal.erased.rawValue)"))
        case .refused(let refusal): form.refuse("purpose", Text("console.refusal.\(refusal.rawValue)"))
        case .forbidden: throw PageProblem(.forbidden)
        }
        return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
    }
}

/// Everything the page of a customer shows.
struct CustomerView: Sendable {
    let history: CustomerHistory
    let purpose: Purpose
    let accesses: [Access]
    let requests: [RightsRequest]
}

extension Desk {
    func customerPage(_ history: CustomerHistory, _ purpose: Purpose) async throws -> Response {
        var accesses: [Access] = []
        for person in history.people { accesses += try await self.accesses(to: person) }
        return customerPage(
            CustomerView(
                history: history, purpose: purpose, accesses: accesses,
                requests: try await services.rights.requests(about: history.people)))
    }
}
