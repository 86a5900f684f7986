// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Pages
import TestKit
import Testing
import Values

@testable import API

@Suite("Describing the API")
struct DocumentTests {
    @Test func `every route is described, and nothing else`() {
        let router = Router(context: PageContext.self)
        APIRoutes(clock: SystemWallClock()) { _ in throw PageProblem(.notFound) }.register(on: router)

        let routed = router.routes.map { "\($0.method.rawValue) \($0.path)" }

        #expect(Set(routed) == Set(APIRoutes.described + ["GET /api/openapi.json"]))
    }

    @Test func `the description reads as it was recorded`() throws {
        try expectSnapshot(APIRoutes.readableDescription, at: "Tests/APITests/openapi.json")
    }

    @Test func `what the description refers to is in it`() throws {
        let text = APIRoutes.description
        let named = text.matches(of: /"#\/components\/schemas\/([A-Za-z]+)"/).map { String($0.output.1) }
        let schemas = try #require(JSON(parsing: Array(text.utf8))?["components"]?["schemas"])

        #expect(!named.isEmpty)
        for name in Set(named) { #expect(schemas[name] != nil, "\(name)") }
    }

    private static let twin = Schema.object(name: "Twin", [.init(name: "a", schema: .slug, about: "")])

    @Test(arguments: [
        (Schema.id, "0190a0a0-0000-7000-8000-000000000000" as JSON, true), (.id, "0190A0A0", false), (.id, 1, false),
        (.slug, "japan-5gb-30d", true), (.slug, "Japan", false), (.slug, "", false), (.integer(1...5), 5, true),
        (.integer(1...5), 6, false), (.integer(1...5), "5", false), (.integer(1...5), .number(1.5), false),
        (.choice(["a"]), "b", false), (.nullable(.slug), .null, true), (.slug, .null, false), (.boolean, 1, false),
        (.array(.slug), ["a", "B"] as JSON, false), (twin, .object([]), false),
        (twin, ["a": "b", "c": 1] as JSON, false),
        (twin, ["a": "b"] as JSON, true),
    ])
    func `a schema lets in what it describes`(schema: Schema, value: JSON, isLetIn: Bool) {
        #expect((schema.problem(with: value) == nil) == isLetIn, "\(value.text)")
    }

    @Test func `texts are written so that they are read back as they were`() throws {
        let value: JSON = ["a\"\\\n\u{1}": ["é", "😀", .null, true, -3] as JSON]

        #expect(JSON(parsing: Array(value.text.utf8)) == value)
    }
}
