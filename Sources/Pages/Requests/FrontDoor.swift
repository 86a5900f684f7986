// SPDX-License-Identifier: Apache-2.0

package import Crypto
import HTTPTypes
package import Hummingbird
import Logging
import NIOCore
import Values

/// The first and last thing every request of a site meets: it finds the site and the language, answers cached pages
/// before any router runs, turns errors into pages, and puts security headers and compression on what leaves.
package struct FrontDoor<Inner: HTTPResponder>: HTTPResponder where Inner.Context == PageContext {
    private let inner: Inner
    private let sites: Sites
    private let findSite: @Sendable (_ authority: String) async throws -> Site?
    private let stationery: Stationery
    private let cache: PageCache
    private let methods: MethodIndex
    private let formKey: SymmetricKey
    private let isBehindTLS: Bool

    /// `formKey` signs form tokens: the same after a restart, or open forms expire.
    /// `findSite` knows the hosts that are not among `sites`.
    /// `isBehindTLS` says that browsers reach us over TLS: cookies become `Secure` and HSTS is sent.
    package init(
        to inner: Inner, routes: MethodIndex = MethodIndex(), sites: Sites, stationery: Stationery, cache: PageCache,
        formKey: SymmetricKey, isBehindTLS: Bool,
        findSite: @escaping @Sendable (_ authority: String) async throws -> Site? = { _ in nil }
    ) {
        self.inner = inner
        self.methods = routes
        self.sites = sites
        self.stationery = stationery
        self.cache = cache
        self.formKey = formKey
        self.isBehindTLS = isBehindTLS
        self.findSite = findSite
    }

    package func respond(to request: Request, context: PageContext) async throws -> Response {
        let path = request.head.path ?? "/"
        let authority = request.head.authority ?? ""
        if let response = cache.response(to: request.head, authority: authority, path: path) {
            return response
        }
        guard let site = try await site(authority) else {
            return Response(
                status: .notFound, headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: .init(string: "No such site.\n")))
        }
        if let response = stationery.assets.response(to: request.head, path: path) {
            return response
        }
        var context = context
        context.sheet = sheet(for: request, on: site, authority: authority)
        let version = cache.version
        var response = await answer(request, context, site: site)
        finish(&response, request: request, context: context, site: site)
        if cache.mayKeep(response, to: request.head, path: path, visitor: context.sheet.visitor) {
            return try await cache.keep(
                response, to: request.head, authority: authority, path: path, site: site.key, version: version)
        }
        return try await Compression.compressed(response, for: request.head)
    }

    private func site(_ authority: String) async throws -> Site? {
        if let site = sites.site(authority: authority) { return site }
        return try await findSite(authority)
    }

    private func sheet(for request: Request, on site: Site, authority: String) -> Sheet {
        let cookies = request.headers[.cookie] == nil ? nil : request.cookies
        let visitor = Visitor(
            key: formKey, cookie: cookies?[Visitor.cookieName(isSecure: isBehindTLS)]?.value, isSecure: isBehindTLS)
        let place = LocalizedPath(request.uri.path)
        let language = place.language ?? .preferred(by: request.headers[.acceptLanguage])
        return Sheet(
            site: site, wording: stationery.texts.wording(in: language), assets: stationery.assets, path: place.path,
            origin: (isBehindTLS ? "https://" : "http://") + authority, visitor: visitor,
            chosenCurrency: chosenCurrency(in: request),
            flash: cookies?[Flash.cookieName].flatMap { Flash(cookie: $0.value) }, routes: methods)
    }

    private func chosenCurrency(in request: Request) -> Currency? {
        guard request.head.path?.contains("currency=") == true else { return nil }
        return request.uri.queryParameters["currency"].flatMap { Currency(rawValue: String($0)) }
    }

    private func answer(_ request: Request, _ context: PageContext, site: Site) async -> Response {
        let errors = ErrorPages(request: request, context: context)
        do {
            let response = try await inner.respond(to: request, context: context)
            // The router writes its own errors as JSON or as nothing; people get a page.
            guard response.status.code >= 400, response.headers[.contentType]?.hasPrefix("text/html") != true,
                !errors.isForProgram || response.body.contentLength == 0
            else { return response }
            if response.status == .notFound,
                let allowed = methods.allowed(at: request.uri.path, instead: request.method)
            {
                return errors.response(to: PageProblem(.methodNotAllowed, headers: [.allow: allowed]))
            }
            return errors.response(
                to: PageProblem(response.status, headers: ErrorPages.kept(of: response.headers)))
        } catch let problem as PageProblem {
            return errors.response(to: problem)
        } catch {
            context.logger.error(
                "A request failed",
                metadata: ["error": "\(LogText.redacted("\(error)"))", "path": "\(context.endpointPath ?? "?")"])
            return errors.response(to: PageProblem(.internalServerError))
        }
    }

    private func finish(_ response: inout Response, request: Request, context: PageContext, site: Site) {
        SecurityHeaders.add(to: &response.headers, site: site, isBehindTLS: isBehindTLS)
        let sheet = context.sheet
        if let cookie = sheet.visitor.cookie { response.setCookie(cookie) }
        let isPage = response.headers[.contentType]?.hasPrefix("text/html") == true
        if sheet.flash != nil, isPage { response.setCookie(Flash.removal(isSecure: isBehindTLS)) }
    }
}
