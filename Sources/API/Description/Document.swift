// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes

/// The description of the API (OpenAPI 3.1.1, spec.openapis.org/oas/v3.1.1), made of the declarations that route it.
struct Document {
    let routes: [Route]

    var json: JSON {
        let paths = routes.reduce(into: [String]()) { if !$0.contains($1.path) { $0.append($1.path) } }
        let components = (routes.flatMap(\.components) + Problem.shape.schema.components)
            .reduce(into: [JSON.Member]()) { found, part in
                guard !found.contains(where: { $0.name == part.name }) else { return }
                found.append(.init(name: part.name, value: part.description))
            }
        return [
            "openapi": "3.1.1",
            "info": [
                "title": "Sampan", "version": "1",
                "description": .string(
                    "Orders, catalogue and figures of one shop. A key is made in the console under Settings. Nothing "
                        + "personal is in any answer but that of readBuyer."),
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": "/"]],
            "paths": .object(
                paths.map { path in
                    .init(
                        name: "/api" + path,
                        value: .object(
                            routes.filter { $0.path == path }.map {
                                .init(name: $0.method.rawValue.lowercased(), value: $0.description)
                            }))
                }),
            "components": [
                "securitySchemes": [
                    "key": [
                        "type": "http", "scheme": "bearer",
                        "description": "A key of the shop: Authorization: Bearer sampan_…",
                    ]
                ],
                "schemas": .object(components.sorted { $0.name < $1.name }),
            ],
        ]
    }
}

extension Operation {
    /// Every status it answers with, and what each means.
    var answers: [(status: HTTPResponse.Status, words: String)] {
        var answers: [(HTTPResponse.Status, String)] = [
            (.ok, "As asked."), (.badRequest, "Something in the question is not as described."),
            (.unauthorized, "No key, or one that is not in force."),
            (.forbidden, "The key has not the scope \(scope.rawValue), or: \(Refusal.forbidden.words)"),
            (.tooManyRequests, "Too often; Retry-After says when to go on."),
            (.serviceUnavailable, "The shop is closed for a moment."),
        ]
        if mayBeKept, method == .get { answers.append((.notModified, "Still as If-None-Match says.")) }
        if demandsMatch { answers.append((.preconditionRequired, "If-Match is missing.")) }
        if body != nil {
            answers.append((.contentTooLarge, "The body is too long."))
            answers.append((.unsupportedMediaType, "The body is not application/json."))
        }
        for refusal in refusals where refusal != .forbidden { answers.append((refusal.status, refusal.words)) }
        return answers.sorted { $0.0.code < $1.0.code }
    }

    var description: JSON {
        var members: [JSON.Member] = [
            .init(name: "operationId", value: .string(id)), .init(name: "summary", value: .string(summary)),
            .init(name: "security", value: [["key": [.string(scope.rawValue)]]]),
        ]
        var inputs = parameters.map(\.description)
        if demandsMatch { inputs.append(Self.header("If-Match", isRequired: true, "The ETag it was read with.")) }
        if !inputs.isEmpty { members.append(.init(name: "parameters", value: .array(inputs))) }
        if let body {
            members.append(
                .init(
                    name: "requestBody",
                    value: [
                        "required": true, "content": ["application/json": ["schema": body.description]],
                    ]))
        }
        members.append(
            .init(
                name: "responses",
                value: .object(
                    answers.map { .init(name: String($0.status.code), value: response($0.status, $0.words)) })))
        return .object(members)
    }

    private func response(_ status: HTTPResponse.Status, _ words: String) -> JSON {
        let content: JSON? =
            switch status {
            case .ok: ["application/json": ["schema": output.schema.description]]
            case .notModified: JSON?.none
            default: ["application/problem+json": ["schema": Problem.shape.schema.description]]
            }
        var members: [JSON.Member] = [.init(name: "description", value: .string(words))]
        if let headers = headers(of: status) { members.append(.init(name: "headers", value: headers)) }
        if let content { members.append(.init(name: "content", value: content)) }
        return .object(members)
    }

    private func headers(of status: HTTPResponse.Status) -> JSON? {
        switch status {
        case .ok where mayBeKept, .notModified: ["ETag": ["required": true, "schema": ["type": "string"]]]
        case .unauthorized: ["WWW-Authenticate": ["required": true, "schema": ["type": "string"]]]
        case .tooManyRequests: ["Retry-After": ["required": true, "schema": ["type": "integer"]]]
        default: JSON?.none
        }
    }

    private static func header(_ name: String, isRequired: Bool, _ about: String) -> JSON {
        [
            "name": .string(name), "in": "header", "required": .boolean(isRequired),
            "schema": ["type": "string", "minLength": 1], "description": .string(about),
        ]
    }
}

extension Parameter {
    fileprivate var description: JSON {
        [
            "name": .string(name), "in": .string(place.rawValue), "required": .boolean(isRequired),
            "schema": schema.description, "description": .string(about),
        ]
    }
}
