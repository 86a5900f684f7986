// SPDX-License-Identifier: Apache-2.0

import Accounts
import HTTPTypes
import Hummingbird
import Pages

/// An operation whatever it answers with: what is routed and described.
struct Route: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let description: JSON
    let components: [(name: String, description: JSON)]
    let respond: @Sendable (Request, PageContext, APIRoutes) async throws -> Response

    init<Output>(_ operation: Operation<Output>) {
        method = operation.method
        path = operation.path
        description = operation.description
        components = operation.output.schema.components + (operation.body?.components ?? [])
        respond = { request, context, routes in try await routes.answer(operation, to: request, context) }
    }

    /// What nobody may, whoever they are: 403, and 401 to nobody, since no key would change it.
    init(refusing method: HTTPRequest.Method, at path: String, id: String, summary: String, _ parameters: [Parameter]) {
        self.method = method
        self.path = path
        let described = parameters.map { parameter -> JSON in
            [
                "name": .string(parameter.name), "in": "path", "required": true,
                "schema": parameter.schema.description, "description": .string(parameter.about),
            ]
        }
        description = [
            "operationId": .string(id), "summary": .string(summary), "security": [],
            "parameters": .array(described),
            "responses": [
                "403": [
                    "description": "Always.",
                    "content": ["application/problem+json": ["schema": Problem.shape.schema.description]],
                ]
            ],
        ]
        components = []
        respond = { _, context, _ in Problem(.forbidden, summary, context).response }
    }
}
