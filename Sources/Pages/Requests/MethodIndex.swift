// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
package import Hummingbird

/// Which methods a path has, so that a wrong one is answered with 405 and `Allow` (RFC 9110 §15.5.6), which the router
/// does not do.
package struct MethodIndex: Sendable {
    private let routes: [(pattern: [Segment], method: HTTPRequest.Method)]

    private enum Segment: Sendable {
        case literal(String)
        case any
        case rest
    }

    package init() {
        routes = []
    }

    /// Takes the routes of a router when all of them are registered.
    package init(of router: Router<PageContext>) {
        routes = router.routes.map { (Self.pattern("\($0.path)"), $0.method) }
    }

    /// The `Allow` value for a path that exists with other methods than `method`; nil when it has none.
    func allowed(at path: String, instead method: HTTPRequest.Method) -> String? {
        let parts = path.split(separator: "/")
        var methods = Set(routes.filter { Self.matches($0.pattern, parts) }.map(\.method))
        if methods.contains(.get) { methods.insert(.head) }
        guard !methods.isEmpty, !methods.contains(method) else { return nil }
        return methods.map(\.rawValue).sorted().joined(separator: ", ")
    }

    private static func pattern(_ path: String) -> [Segment] {
        path.split(separator: "/").map { part in
            if part == "**" { return .rest }
            return part.contains("{") || part.hasPrefix(":") || part.contains("*") ? .any : .literal(String(part))
        }
    }

    private static func matches(_ pattern: [Segment], _ parts: [Substring]) -> Bool {
        for (index, segment) in pattern.enumerated() {
            if case .rest = segment { return true }
            guard index < parts.count else { return false }
            if case .literal(let text) = segment, text != parts[index] { return false }
        }
        return pattern.count == parts.count
    }
}
