// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes

/// The world's addresses: a short list looked through in order, so that it needs no request context of the shop's.
struct Routes: Sendable {
    typealias Handler = @Sendable (WorldRequest) async -> Reply

    private struct Route: Sendable {
        let method: HTTPRequest.Method
        let parts: [Substring]
        let handler: Handler
    }

    private var routes: [Route] = []

    mutating func get(_ path: String, _ handler: @escaping Handler) { add(.get, path, handler) }
    mutating func post(_ path: String, _ handler: @escaping Handler) { add(.post, path, handler) }

    mutating func delete(_ path: String, _ handler: @escaping Handler) { add(.delete, path, handler) }

    private mutating func add(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        routes.append(Route(method: method, parts: path.split(separator: "/"), handler: handler))
    }

    func reply(to request: WorldRequest) async -> Reply {
        let parts = request.path.split(separator: "/")
        var allowed: [String] = []
        for route in routes {
            guard let parameters = Self.match(route.parts, parts) else { continue }
            guard route.method == request.method else {
                allowed.append(route.method.rawValue)
                continue
            }
            var request = request
            request.parameters = parameters
            return await route.handler(request)
        }
        guard !allowed.isEmpty else { return .answer(.notFound("page")) }
        var answer = Answer.json(["error": "method not allowed"], status: .methodNotAllowed)
        answer.headers[.allow] = allowed.joined(separator: ", ")
        return .answer(answer)
    }

    private static func match(_ pattern: [Substring], _ parts: [Substring]) -> [String: String]? {
        guard pattern.count == parts.count else { return nil }
        var found: [String: String] = [:]
        for (expected, part) in zip(pattern, parts) {
            if expected.hasPrefix("{") {
                found[String(expected.dropFirst().dropLast())] = part.removingPercentEncoding ?? String(part)
            } else if expected != part {
                return nil
            }
        }
        return found
    }
}

/// An answer, and whether it arrives.
enum Reply: Sendable {
    case answer(Answer)
    case lost(Answer)
}
