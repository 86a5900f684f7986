// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
import NIOCore
package import Pages
package import Values

/// What programs of a shop may ask of it: `/api/…`, described at `/api/openapi.json`.
package struct APIRoutes: Sendable {
    package typealias Services = @Sendable (PageContext) async throws -> APIServices

    /// How often one key may ask.
    static let askedAtMost = 600
    /// How often one address may show something that is no key in force.
    static let guessedAtMost = 30

    let services: Services
    let asking: RateLimiter
    let guessing: RateLimiter
    let clock: any WallClock

    package init(clock: any WallClock, services: @escaping Services) {
        self.services = services
        self.clock = clock
        asking = RateLimiter(burst: Self.askedAtMost, per: .seconds(60), clock: clock)
        guessing = RateLimiter(burst: Self.guessedAtMost, per: .seconds(60), clock: clock)
    }

    static let routes: [Route] = orderRoutes + catalogueRoutes + [Route(Operation<FiguresOfDays>.readStatistics)]

    /// The description as it is served.
    package static let description = Document(routes: routes).json.text
    /// The same, a member a line.
    static var readableDescription: String { Document(routes: routes).json.lines }

    /// Method and path of everything that is described, such as `GET /api/orders`.
    package static var described: [String] { routes.map { "\($0.method.rawValue) /api\($0.path)" } }

    package func register(on router: Router<PageContext>) {
        router.get("/api/openapi.json") { request, _ in
            Tagged(Self.description, type: "application/json", keeping: "public, max-age=300").response(to: request)
        }
        for route in Self.routes {
            router.on(RouterPath("/api" + route.path), method: route.method) { request, context in
                try await route.respond(request, context, self)
            }
        }
    }
}
