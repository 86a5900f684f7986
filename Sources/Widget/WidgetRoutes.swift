// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird
package import Pages
import Policy
package import Values

/// The chat on our pages, and on those of hosts the business names: one script, its settings, and what it asks.
///
/// The secret that leads to a conversation travels in a header and nowhere else. There is no cookie, so a foreign page can do
/// nothing in a visitor's name.
package struct WidgetRoutes: Sendable {
    package typealias Services = @Sendable (PageContext) async throws -> WidgetServices

    let services: Services
    let clock: any WallClock
    let texts: Texts
    /// How often one address may write, begin a conversation, and ask for anything else.
    let writing: RateLimiter
    let beginning: RateLimiter
    let asking: RateLimiter
    /// How often one address may send a file.
    let bringing: RateLimiter

    package init(clock: any WallClock, texts: Texts, services: @escaping Services) {
        self.services = services
        self.clock = clock
        self.texts = texts
        writing = RateLimiter(burst: 60, per: .seconds(60), clock: clock)
        beginning = RateLimiter(burst: 40, per: .seconds(600), clock: clock)
        asking = RateLimiter(burst: 300, per: .seconds(60), clock: clock)
        bringing = RateLimiter(burst: 30, per: .seconds(600), clock: clock)
    }

    package func register(on router: Router<PageContext>) {
        let chat = router.group("/chat")
        chat.get("/widget.js", use: script)
        for language in Language.allCases {
            chat.get("/settings/\(language.rawValue)") { _, context in try await settings(language, context) }
        }
        chat.get("/presence", use: open(presence))
        chat.get("/conversation", use: open(transcript))
        chat.get("/events", use: open(events))
        chat.post("/messages", use: open(send))
        chat.post("/files", use: open(sendFile))
        chat.get("/files/:id", use: open(file))
        chat.post("/typing", use: open(noteTyping))
        chat.post("/reading", use: open(read))
        chat.post("/address", use: open(leaveAddress))
        chat.post("/return", use: open(comeBack))
        chat.post("/data", use: open(openData))
        for path in [
            "presence", "conversation", "events", "messages", "typing", "reading", "address", "return", "data", "files",
            "files/:id",
        ] {
            chat.on("/\(path)", method: .options, use: preflight)
        }
    }

    /// For pages of others: at an address that stays.
    @Sendable func script(_ request: Request, _ context: PageContext) async throws -> Response {
        guard let script = context.sheet.assets.script("widget.js", for: request) else {
            throw PageProblem(.notFound)
        }
        return script
    }

    /// Everything the script needs to draw itself, the same for everybody.
    func settings(_ language: Language, _ context: PageContext) async throws -> Response {
        let services = try await services(context)
        guard services.isSwitchedOn else { throw PageProblem(.notFound) }
        var response = try Response.json(
            WidgetSettings(services, sheet: context.sheet, in: texts.wording(in: language)), keptBy: .anybody)
        response.headers[.accessControlAllowOrigin] = "*"
        return response
    }
}

extension WidgetServices {
    var isSwitchedOn: Bool { policy.declarations.features.contains(.liveChat) }
}
