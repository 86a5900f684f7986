// SPDX-License-Identifier: Apache-2.0

import Commerce
import Hummingbird
import Pages
import Values
import Vault

/// What a buyer does about the eSIMs of an order, behind its signed link.
extension StorefrontRoutes {
    /// How old what the network said may be for a page that merely stays open.
    static let polledFreshness = Duration.seconds(30)

    /// The usage of one eSIM alone, for the script that keeps it true.
    @Sendable func esimUsage(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        let current = try await current(link, services.shop, notOlderThan: Self.polledFreshness)
        let model = OrderModel(current.order, isStale: current.isStale, services: services, at: clock.now())
        guard let esim = model.order.esims.first(where: { "\($0.id)" == context.parameters.get("esim") }) else {
            throw PageProblem(.notFound)
        }
        return Response.page(context.sheet.usage(of: esim, of: model))
    }

    @Sendable func pauseEsim(_ request: Request, _ context: PageContext) async throws -> Response {
        try await setSuspended(true, request, context)
    }

    @Sendable func resumeEsim(_ request: Request, _ context: PageContext) async throws -> Response {
        try await setSuspended(false, request, context)
    }

    private func setSuspended(
        _ isSuspended: Bool, _ request: Request, _ context: PageContext
    ) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        _ = try await Form.read(request, context)
        guard let esim = context.parameters.get("esim").flatMap({ ID<Esim>($0) }),
            try await services.shop.has(esim, in: link.order, as: link.caller)
        else { throw PageProblem(.notFound) }
        try refuseHaste(of: context)
        let flash: Flash
        switch try await services.shop.suspendEsim(esim, isSuspended, as: link.caller) {
        case .suspended: flash = Flash(.success, "storefront.pause.paused")
        case .resumed: flash = Flash(.success, "storefront.pause.resumed")
        case .refused: flash = Flash(.problem, "storefront.pause.refused")
        case .unreachable: flash = Flash(.problem, "storefront.pause.unreachable")
        case .notFound: throw PageProblem(.notFound)
        }
        return back(to: link, saying: flash, on: context.sheet)
    }

    /// Sends a mail of the order once more, to the address of the order.
    @Sendable func resendMail(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        var form = try await Form.read(request, context)
        guard let kind = form.choice("kind", of: OrderMailKind.self) else { throw PageProblem(.unprocessableContent) }
        try refuseHaste(of: context)
        let flash: Flash
        switch try await services.shop.resendMail(kind, of: link.order, as: link.caller) {
        case .queued: flash = Flash(.success, "storefront.resend.done")
        case .already: flash = Flash(.notice, "storefront.resend.already")
        case .tooMany: flash = Flash(.problem, "storefront.resend.too-many")
        case .nothingToResend, .forbidden: throw PageProblem(.unprocessableContent)
        case .notFound: throw PageProblem(.notFound)
        }
        return back(to: link, saying: flash, on: context.sheet)
    }

    /// Switches the news of eSIMs off, or on again.
    @Sendable func setNotices(_ request: Request, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        let link = try await open(context, services.shop)
        var form = try await Form.read(request, context)
        guard let wish = form.choice("wanted", of: Wish.self) else { throw PageProblem(.unprocessableContent) }
        try refuseHaste(of: context)
        switch try await services.shop.wantNotices(link.order, wish == .yes, as: link.caller) {
        case .wanted: return back(to: link, saying: Flash(.success, "storefront.notices.now-on"), on: context.sheet)
        case .notWanted: return back(to: link, saying: Flash(.success, "storefront.notices.now-off"), on: context.sheet)
        case .notFound: throw PageProblem(.notFound)
        }
    }

    private enum Wish: String {
        case yes, no
    }

    /// Whoever keeps pressing buttons waits a little: each of these asks somebody else to do something.
    func refuseHaste(of context: PageContext) throws {
        if case .wait(let seconds) = changing.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
    }

    func back(to link: OrderLink, saying flash: Flash, on sheet: Sheet) -> Response {
        .seeOther(sheet.path("/orders/\(link.token)"), saying: flash, on: sheet)
    }
}
