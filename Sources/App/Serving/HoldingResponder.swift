// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import Pages
import Storage

/// Keeps the organisation of a request's host open until it is answered, and hands it on with the request.
package struct HoldingResponder: HTTPResponder {
    private let inner: RouterResponder<PageContext>
    private let organisations: OpenOrganisations
    private let control: ControlStore

    init(to inner: RouterResponder<PageContext>, organisations: OpenOrganisations, control: ControlStore) {
        self.inner = inner
        self.organisations = organisations
        self.control = control
    }

    package func respond(to request: Request, context: PageContext) async throws -> Response {
        guard let organisation = try await control.organisation(forHost: request.head.authority ?? "") else {
            throw PageProblem(.notFound)
        }
        do {
            return try await organisations.using(organisation) { open in
                var context = context
                context.organisation = open
                let held = context
                return try await organisations.inTurn(open) { try await inner.respond(to: request, context: held) }
            }
        } catch is OrganisationQuarantined {
            throw PageProblem(.serviceUnavailable)
        }
    }
}
