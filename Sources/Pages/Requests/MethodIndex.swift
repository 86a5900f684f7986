// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird

/// Which methods a path has, so that a wrong one is answered with 405 and `Allow` (RFC 9110 §15.5.6), which the router
/// does not do; and by which template it is served.
package struct MethodIndex: Sendable {
    private let routes: [(pattern: [Segment], method: HTTPRequest.Method)]
    /// What people look at, without the language: `/plans/:slug`.
    private let pages: [(pattern: [Segment], template: String)]
    private let templates: Set<String>

    private enum Segment: Sendable {
        case literal(String)
        case any
        case rest
    }

    package init() {
        routes = []
        pages = []
        templates = []
    }

    /// Takes the routes of a router when all of them are registered.
    package init(of router: Router<PageContext>) {
        routes = router.routes.map { (Self.pattern("\($0.path)"), $0.method) }
        let paths = router.routes.filter { $0.method == .get }.map { LocalizedPath(Self.template("\($0.path)")) }
        templates = Set(paths.filter { $0.language != nil && !$0.path.hasPrefix("/console") }.map(\.path))
        pages = templates.sorted { Self.openness($0) < Self.openness($1) }.map { (Self.pattern($0), $0) }
    }

    /// The `Allow` value for a path that exists with other methods than `method`; nil when it has none.
    func allowed(at path: String, instead method: HTTPRequest.Method) -> String? {
        let parts = path.split(separator: "/")
        var methods = Set(routes.filter { Self.matches($0.pattern, parts) }.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        guard !methods.isEmpty, !methods.contains(method) else { return nil }
        return methods.map(\.rawValue).sorted().joined(separator: ", ")
    }

    /// The template of a path without its language: that an order is looked at, never which.
    package func template(of path: String) -> String? {
        let parts = path.split(separator: "/")
        return pages.first { Self.matches($0.pattern, parts) }?.template
    }

    package func isTemplate(_ text: String) -> Bool { templates.contains(text) }

    private static func pattern(_ path: String) -> [Segment] {
        path.split(separator: "/").map { part in
            if part == "**" { return .rest }
            return part.contains("{") || part.hasPrefix(":") || part.contains("*") ? .any : .literal(String(part))
        }
    }

    /// `/en/plans/{slug}` as `/en/plans/:slug`.
    private static func template(_ path: String) -> String {
        path.replacing("{", with: ":").replacing("}", with: "")
    }

    /// A template that leaves less open is looked at first.
    private static func openness(_ template: String) -> Int { template.count { $0 == ":" } }

    private static func matches(_ pattern: [Segment], _ parts: [Substring]) -> Bool {
        for (index, segment) in pattern.enumerated() {
            if case .rest = segment { return true }
            guard index < parts.count else { return false }
            if case .literal(let text) = segment, text != parts[index] { return false }
        }
        return pattern.count == parts.count
    }
}
