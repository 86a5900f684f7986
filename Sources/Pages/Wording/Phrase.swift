// SPDX-License-Identifier: Apache-2.0

/// One text of the catalogue, parsed once: literals, `{name}` and `{count|plan|plans}`.
///
/// The three-part form chooses its second part when the parameter is "1" and its third otherwise: enough for English,
/// and Vietnamese, which has no plural, never needs it.
struct Phrase: Sendable {
    enum Part: Sendable {
        case literal(String)
        case parameter(String)
        case plural(String, one: String, other: String)
    }

    let parts: [Part]

    init(_ source: String) {
        var parts: [Part] = []
        var rest = Substring(source)
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.literal(String(rest[..<open]))) }
            let pieces = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
            if pieces.count == 3 {
                parts.append(.plural(String(pieces[0]), one: String(pieces[1]), other: String(pieces[2])))
            } else {
                parts.append(.parameter(String(pieces[0])))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(String(rest))) }
        self.parts = parts
    }

    var parameterNames: Set<String> {
        Set(
            parts.compactMap { part in
                switch part {
                case .literal: nil
                case .parameter(let name), .plural(let name, _, _): name
                }
            })
    }

    /// A parameter nobody supplied stays visible as `{name}`, so that the mistake is seen and nothing is lost.
    func text(with parameter: (String) -> String?) -> String {
        if parts.count == 1, case .literal(let literal) = parts[0] { return literal }
        return parts.reduce(into: "") { text, part in
            switch part {
            case .literal(let literal): text += literal
            case .parameter(let name): text += parameter(name) ?? "{\(name)}"
            case .plural(let name, let one, let other): text += parameter(name) == "1" ? one : other
            }
        }
    }

    func markup(with parameters: [String: HTML]) -> HTML {
        parts.reduce(into: HTML()) { markup, part in
            switch part {
            case .literal(let literal): markup += "\(literal)"
            case .parameter(let name): markup += parameters[name] ?? "{\(name)}"
            case .plural(let name, let one, let other):
                markup += parameters[name] == "1" ? "\(one)" : "\(other)"
            }
        }
    }
}
