// SPDX-License-Identifier: Apache-2.0

import Conversations
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages
import Policy
import Values

/// A question of the script, after it was made sure that it comes from a page that may ask.
struct ChatRequest: Sendable {
    static let bodyLimit = 24 * 1024

    let request: Request
    let context: PageContext
    let services: WidgetServices

    var chat: VisitorChat { services.conversations.visitorChat }

    /// Nil when there is none or it cannot be one of ours.
    var secret: ChatSecret? {
        guard let header = request.headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
        return ChatSecret(String(header.dropFirst("Bearer ".count)))
    }

    func body<Body: Decodable>(_: Body.Type) async throws -> Body? {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/json" else { throw PageProblem(.unsupportedMediaType) }
        let bytes = try await request.collected(upTo: Self.bodyLimit)
        // Nil: it is not what we ask for.
        return try? JSONDecoder().decode(Body.self, from: Data(bytes.readableBytesView))
    }
}

/// A problem as the script reads it. It has the words.
struct ChatProblem: Encodable {
    let problem: String
}

extension Response {
    static func problem(_ code: String, _ status: HTTPResponse.Status) throws -> Response {
        try .json(ChatProblem(problem: code), status: status)
    }
}

extension WidgetRoutes {
    typealias Question = @Sendable (ChatRequest) async throws -> Response

    /// Lets in pages of our own and of the hosts that are named, by the exact origin a browser says; programs say none.
    func open(_ question: @escaping Question) -> @Sendable (Request, PageContext) async throws -> Response {
        { request, context in
            let services = try await self.services(context)
            guard services.isSwitchedOn else { throw PageProblem(.notFound) }
            let foreign: String?
            switch Visiting(request, services.business) {
            case .ours: foreign = nil
            case .allowed(let origin): foreign = origin
            case .refused: return try .problem("origin", .forbidden)
            }
            if case .wait(let seconds) = asking.ask(context.remoteAddress) {
                return try Self.tooMany(seconds, for: foreign)
            }
            var response = try await question(
                ChatRequest(request: request, context: context, services: services))
            Self.allow(foreign, in: &response)
            return response
        }
    }

    @Sendable func preflight(_ request: Request, _ context: PageContext) async throws -> Response {
        guard case .allowed(let origin) = Visiting(request, try await services(context).business) else {
            return Response(status: .forbidden)
        }
        var response = Response(
            status: .noContent,
            headers: [
                .accessControlAllowMethods: "GET, POST",
                .accessControlAllowHeaders: "authorization, content-type, last-event-id, x-file",
                .accessControlMaxAge: "600",
            ])
        Self.allow(origin, in: &response)
        return response
    }

    static func tooMany(_ seconds: Int, for origin: String? = nil) throws -> Response {
        var response = try Response.problem("too-many", .tooManyRequests)
        response.headers[.retryAfter] = String(seconds)
        allow(origin, in: &response)
        return response
    }

    private static func allow(_ origin: String?, in response: inout Response) {
        response.headers[.vary] = "Origin"
        guard let origin else { return }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = "retry-after"
    }
}

/// Whose page asks.
private enum Visiting {
    case ours
    case allowed(String)
    case refused

    init(_ request: Request, _ business: BusinessDefinition) {
        guard let origin = request.headers[.origin] else {
            self = .ours
            return
        }
        let host = origin.firstRange(of: "://").map { origin[$0.upperBound...] }
        if let host, String(host) == request.head.authority {
            self = .ours
        } else {
            self = business.chatOrigins.contains(origin) ? .allowed(origin) : .refused
        }
    }
}
