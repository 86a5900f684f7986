// SPDX-License-Identifier: Apache-2.0

import Accounts
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Pages

extension APIRoutes {
    static let longestBody = 16 * 1024

    /// Key, scope and limit first; then the question against its declaration; then the operation.
    func answer<Output>(
        _ operation: Operation<Output>, to request: Request, _ context: PageContext
    ) async throws -> Response {
        let services = try await services(context)
        let client: APIClient
        switch try await admit(request, context, services) {
        case .admitted(let found): client = found
        case .refused(let problem): return problem.response
        }
        guard client.scopes.contains(operation.scope) else {
            let words = "This key has not the scope \(operation.scope.rawValue)."
            let challenge = "Bearer error=\"insufficient_scope\", scope=\"\(operation.scope.rawValue)\""
            return Problem(.forbidden, words, context, headers: [.wwwAuthenticate: challenge]).response
        }
        let asked: Asked
        switch try await read(operation, request, context) {
        case .asked(let found): asked = found
        case .refused(let problem): return problem.response
        }
        switch try await operation.run(asked, services, client) {
        case .refused(let refusal): return Problem(refusal.status, refusal.words, context).response
        case .here(let output):
            let text = operation.output.written(output).text
            if operation.mayBeKept { return Tagged(text).response(to: request) }
            return Response(
                status: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(string: text)))
        }
    }

    private enum Admission {
        case admitted(APIClient)
        case refused(Problem)
    }

    private func admit(
        _ request: Request, _ context: PageContext, _ services: APIServices
    ) async throws -> Admission {
        let token = request.headers[.authorization].flatMap { APIToken(authorization: $0) }
        guard let token, let client = try await services.accounts.apiKeys.client(token) else {
            // Nobody is slowed who sends no key; who tries keys is.
            if request.headers[.authorization] != nil, case .wait(let seconds) = guessing.ask(context.remoteAddress) {
                return .refused(Self.tooOften(seconds, context))
            }
            return .refused(
                Problem(
                    .unauthorized, "Show a key that is in force: Authorization: Bearer sampan_…", context,
                    headers: [.wwwAuthenticate: "Bearer realm=\"api\""]))
        }
        if case .wait(let seconds) = asking.ask("\(client.key)") { return .refused(Self.tooOften(seconds, context)) }
        return .admitted(client)
    }

    private static func tooOften(_ seconds: Int, _ context: PageContext) -> Problem {
        Problem(
            .tooManyRequests, "Ask again in \(seconds) s.", context, headers: [.retryAfter: String(seconds)])
    }

    private enum Reading {
        case asked(Asked)
        case refused(Problem)
    }

    private func read<Output>(
        _ operation: Operation<Output>, _ request: Request, _ context: PageContext
    ) async throws -> Reading {
        var found: [String: JSON] = [:]
        for parameter in operation.parameters {
            guard let text = Self.text(of: parameter, in: request, context) else {
                guard parameter.isRequired else { continue }
                return .refused(Problem(.badRequest, "\(parameter.name) is missing.", context))
            }
            let value = parameter.value(of: text)
            if let problem = parameter.schema.problem(with: value) {
                return .refused(Problem(.badRequest, "\(parameter.name) \(problem).", context))
            }
            found[parameter.name] = value
        }
        let known = Set(operation.parameters.filter { $0.place == .query }.map(\.name))
        let given = request.uri.queryParameters.map { String($0.key) }
        guard given.count == Set(given).count, Set(given).isSubset(of: known) else {
            return .refused(Problem(.badRequest, "A parameter is unknown here, or there twice.", context))
        }
        var body = JSON.null
        if let schema = operation.body {
            switch try await read(schema, of: request, context) {
            case .value(let value): body = value
            case .refused(let problem): return .refused(problem)
            }
        }
        let match = request.headers[.ifMatch] ?? ""
        if operation.demandsMatch, match.isEmpty {
            return .refused(
                Problem(.preconditionRequired, "Say by If-Match which ETag the change was made upon.", context))
        }
        return .asked(Asked(parameters: found, body: body, match: match))
    }

    private static func text(of parameter: Parameter, in request: Request, _ context: PageContext) -> String? {
        switch parameter.place {
        case .path: context.parameters.get(parameter.name).map { $0.removingPercentEncoding ?? $0 }
        case .query: request.uri.queryParameters[parameter.name[...]].map { String($0) }
        }
    }

    private enum BodyReading {
        case value(JSON)
        case refused(Problem)
    }

    private func read(_ schema: Schema, of request: Request, _ context: PageContext) async throws -> BodyReading {
        let type = request.headers[.contentType]?.prefix { $0 != ";" }.lowercased()
        guard type == "application/json" else {
            return .refused(Problem(.unsupportedMediaType, "The body is application/json.", context))
        }
        guard let bytes = try await collected(request) else {
            return .refused(Problem(.contentTooLarge, "The body has at most \(Self.longestBody) bytes.", context))
        }
        guard let value = JSON(parsing: [UInt8](buffer: bytes)) else {
            return .refused(Problem(.badRequest, "The body is no JSON.", context))
        }
        if let problem = schema.problem(with: value) {
            return .refused(Problem(.badRequest, "The body \(problem).", context))
        }
        return .value(value)
    }

    /// Nil when it is too long. The server's own deadline ends a body that trickles.
    private func collected(_ request: Request) async throws -> ByteBuffer? {
        do {
            return try await request.body.collect(upTo: Self.longestBody)
        } catch is NIOTooManyBytesError {
            return nil
        }
    }
}
