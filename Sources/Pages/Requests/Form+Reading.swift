// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore

extension Form {
    /// The name of the hidden field that carries the form token, and of the header scripts send it in.
    package static let tokenField = "csrf"
    package static let byteLimit = 64 * 1024

    /// Reads the body of a request that changes something, and refuses one that another site sent.
    ///
    /// Throws a `PageProblem` the front door turns into a page: 403 when it comes from elsewhere or the token is not this
    /// visitor's, 415 for another media type, 413 above 64 kB, 408 when it is not complete within ten seconds, 400 when
    /// it cannot be decoded. A field that contains a payment card number is emptied and refused before anybody sees it;
    /// name fields that hold long numbers of another kind in `exemptFromCardCheck`.
    package static func read(
        _ request: Request, _ context: PageContext, exemptFromCardCheck: Set<String> = []
    ) async throws -> Form {
        try refuseForeignOrigin(request)
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/x-www-form-urlencoded" else { throw PageProblem(.unsupportedMediaType) }
        let body = try await request.collected(upTo: byteLimit)
        guard let fields = FormDecoding.fields(of: body.readableBytesView) else { throw PageProblem(.badRequest) }
        let token = fields.first { $0.name == tokenField }?.value ?? ""
        guard context.sheet.visitor.accepts(formToken: token) else {
            throw PageProblem(.forbidden, "requests.error.form-expired")
        }
        return Form(
            received: fields.filter { $0.name != tokenField }, exemptFromCardCheck: exemptFromCardCheck)
    }

    /// A browser that says where a request comes from must say: from us (Fetch Metadata §2.4; RFC 6454 §7). Older
    /// ones say nothing and are held by the token alone.
    package static func refuseForeignOrigin(_ request: Request) throws {
        let site = request.headers[.secFetchSite]
        guard site == nil || site == "same-origin" || site == "none" else { throw PageProblem(.forbidden) }
        guard let origin = request.headers[.origin] else { return }
        let host = String(origin.components(afterScheme: "://"))
        guard host == request.head.authority else { throw PageProblem(.forbidden) }
    }
}

extension String {
    fileprivate func components(afterScheme separator: String) -> Substring {
        firstRange(of: separator).map { self[$0.upperBound...] } ?? self[...]
    }
}

extension HTTPField.Name {
    // A literal that is a token can always be a field name.
    // swift-format-ignore: NeverForceUnwrap
    static let secFetchSite = HTTPField.Name("sec-fetch-site")!
    // swift-format-ignore: NeverForceUnwrap
    static let referrerPolicy = HTTPField.Name("referrer-policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let permissionsPolicy = HTTPField.Name("permissions-policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let crossOriginOpenerPolicy = HTTPField.Name("cross-origin-opener-policy")!
    // swift-format-ignore: NeverForceUnwrap
    static let forwardedFor = HTTPField.Name("x-forwarded-for")!
}
