// SPDX-License-Identifier: Apache-2.0

import Analytics
import HTTPTypes
import Hummingbird
import Pages
import Policy

extension StorefrontRoutes {
    /// A report of the script that counts visits. Taken only from one of our pages, of a visitor who said yes, about a page
    /// that exists; answered before anything is written.
    @Sendable func countVisit(_ request: Request, _ context: PageContext) async throws -> Response {
        if case .wait(let seconds) = counting.ask(context.remoteAddress) {
            throw PageProblem.tooMany(waitSeconds: seconds)
        }
        let beacon = try await Beacon.read(request)
        let sheet = context.sheet
        guard let counter = try await services(context).analytics.counter,
            let panel = sheet.site.cookies[sheet.language]
        else { throw PageProblem(.notFound) }
        let isAllowed = VisitChoice(request)?.allows(panel.revision, signal: request.sendsPrivacySignal) ?? false
        let cookie = request.cookies[VisitCookie.name]?.value
        guard isAllowed else { return .noted(removing: cookie != nil, on: sheet) }
        guard let sighting = Sighting(beacon, request, context) else { throw PageProblem(.badRequest) }
        switch counter.count(sighting, cookie: cookie) {
        case .counted(let token):
            var response = Response.noted(removing: false, on: sheet)
            response.setCookie(VisitCookie.make(token, on: sheet))
            return response
        case .program, .dropped: return .noted(removing: false, on: sheet)
        }
    }
}

extension Sighting {
    /// Nil for a page or a length that no script of ours reports.
    fileprivate init?(_ beacon: Beacon, _ request: Request, _ context: PageContext) {
        let (page, sheet) = (beacon["page"], context.sheet)
        guard let seconds = Int(beacon["seconds"]), seconds >= 0, page.isEmpty || sheet.routes.isTemplate(page) else {
            return nil
        }
        let gateways = sheet.site.checkoutOrigins.map { origin in
            Sites.host(of: origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) } ?? origin)
        }
        self.init(
            page: page.isEmpty ? nil : page, seconds: seconds, screen: Screen(beacon["screen"]),
            referrer: Referrer(beacon["from"], ours: Set(sheet.site.hosts + gateways)),
            userAgent: String((request.headers[.userAgent] ?? "").prefix(400)), address: context.remoteAddress)
    }
}

extension Response {
    fileprivate static func noted(removing: Bool, on sheet: Sheet) -> Response {
        var response = Response(status: .noContent, headers: [.cacheControl: "no-store"])
        if removing { response.setCookie(VisitCookie.removal(on: sheet)) }
        return response
    }
}
