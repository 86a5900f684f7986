// SPDX-License-Identifier: Apache-2.0

import Callbacks
import Hummingbird
import Jobs
import Pages
import Storage
import Values

extension ConsoleRoutes {
    @Sendable func workPage(_: Request, _: PageContext, _ desk: Desk) async throws -> Response { desk.workPage() }

    @Sendable func reviveJob(_ request: Request, _ context: PageContext, _ desk: Desk) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ ID<Job>($0) }) else { throw PageProblem(.notFound) }
        _ = try await Form.read(request, context)
        let now = desk.now
        guard try await desk.services.data.read({ try JobQueries.job(id, in: $0) }) != nil else {
            throw PageProblem(.notFound)
        }
        let isRevived = try await desk.services.data.write { try JobQueries.revive(id, at: now, in: $0) }
        return isRevived
            ? desk.done(.success, "console.done.revived", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.revived-already", to: ConsoleArea.work.path)
    }

    @Sendable func workOnCallbackAgain(
        _ request: Request, _ context: PageContext, _ desk: Desk
    ) async throws -> Response {
        guard let id = context.parameters.get("id").flatMap({ ID<Callback>($0) }) else { throw PageProblem(.notFound) }
        _ = try await Form.read(request, context)
        guard try await desk.services.data.read({ try CallbackQueries.callback(id, in: $0) }) != nil else {
            throw PageProblem(.notFound)
        }
        return try await desk.services.callbacks.workAgain(on: id)
            ? desk.done(.success, "console.done.callback", to: ConsoleArea.work.path)
            : desk.done(.notice, "console.done.callback-gone", to: ConsoleArea.work.path)
    }
}
