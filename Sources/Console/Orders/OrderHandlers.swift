// SPDX-License-Identifier: Apache-2.0

import Accounts
import Audit
import Commerce
import Hummingbird
import Pages
import Policy
import Storage
import Values
import Vault

extension ConsoleRoutes {
    @Sendable func orderPage(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        return desk.orderPage(try await desk.look(at: id))
    }

    /// The page an opened address was shown on has no address of its own: nothing personal stands in a URL.
    @Sendable func backToOrder(_: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        .seeOther(desk.path("/orders/\(try orderID(context))"), on: desk.sheet)
    }

    /// Opens the buyer's address for a stated purpose and shows it on the answer page.
    @Sendable func openBuyer(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        let id = try orderID(context)
        var form = try await Form.read(request, context)
        guard let purpose = form.choice("purpose", of: Purpose.self) else {
            return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
        }
        switch try await desk.services.shop.workOnOrders.openEmail(of: id, for: purpose, as: desk.caller) {
        case .opened(let email):
            return desk.orderPage(
                try await desk.look(at: id), form: form, opened: Opened(email: email.expose(), purpose: purpose))
        case .refused(let refusal):
            form.refuse("purpose", Text("console.refusal.\(refusal.rawValue)"))
        case .erased:
            form.refuse("purpose", Text("console.refusal.\(VaultRefusal.erased.rawValue)"))
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
        return desk.orderPage(try await desk.look(at: id), form: form, status: .unprocessableContent)
    }

    func orderID(_ context: PageContext) throws -> ID<Order> {
        guard let id = context.parameters.get("id").flatMap({ ID<Order>($0) }) else { throw PageProblem(.notFound) }
        return id
    }
}

/// The buyer's address as it was opened a moment ago, and what for.
struct Opened: Sendable {
    let email: String
    let purpose: Purpose
}

/// A line of the record of who looked.
struct Access: Sendable {
    /// Nil for a colleague whose name is not theirs to see, or who has left.
    let name: String?
    let isOwn: Bool
    let purpose: Purpose?
    let at: Instant
}

/// Everything the page of an order shows.
struct OrderView: Sendable {
    let order: StaffOrder
    let accesses: [Access]
}

extension Desk {
    func look(at id: ID<Order>) async throws -> OrderView {
        switch try await services.shop.workOnOrders.show(id, as: caller) {
        case .order(let order): OrderView(order: order, accesses: try await accesses(to: order.order.person))
        case .notFound: throw PageProblem(.notFound)
        case .forbidden: throw PageProblem(.forbidden)
        }
    }

    /// Newest first. Empty once the buyer was erased, because the entries can no longer be told from others.
    func accesses(to person: PersonID?) async throws -> [Access] {
        guard let person else { return [] }
        let found = try await services.data.read { session in
            try AuditQueries.entries(about: person, in: session).filter { $0.log == .access }
                .map { (entry: $0, actor: try AuditQueries.actor(of: $0.id, in: session)) }
        }
        var names: [PersonID: String] = [:]
        for actor in Set(found.compactMap(\.actor)) where actor != member.id {
            names[actor] = try await services.accounts.name(of: actor, as: caller)?.expose()
        }
        return found.map { entry, actor in
            Access(
                name: actor.flatMap { names[$0] }, isOwn: actor == member.id,
                purpose: entry.statement?.purpose.flatMap(Purpose.init(rawValue:)), at: entry.recordedAt)
        }
    }
}
