// SPDX-License-Identifier: Apache-2.0

/// Reads markup as strictly as we write it: every element closed in order, every attribute quoted and written once.
struct MarkupCheck {
    private(set) var problems: [String] = []
    private(set) var ids: [String] = []
    private(set) var references: [String] = []

    private static let void: Set<Substring> = ["input", "meta", "link", "br", "hr", "img"]

    init(_ markup: String) {
        var open: [Substring] = []
        for match in markup.matches(of: /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+(?:="[^"<]*")?)*)\s*(\/?)>|</) {
            guard let name = match.output.2, let attributes = match.output.3 else {
                problems.append("stray < at \(markup[match.range.lowerBound...].prefix(60))")
                continue
            }
            if match.output.1 == "/" {
                if open.popLast() != name { problems.append("</\(name)> closes nothing") }
                continue
            }
            if !Self.void.contains(name), match.output.4 != "/" { open.append(name) }
            read(attributes, of: name)
        }
        problems += open.map { "<\($0)> is never closed" }
        problems += references.filter { !ids.contains($0) }.map { "nothing has the id \($0)" }
        problems += Dictionary(grouping: ids) { $0 }.filter { $0.value.count > 1 }.map {
            "the id \($0.key) stands twice"
        }
    }

    private mutating func read(_ attributes: Substring, of element: Substring) {
        var seen: Set<Substring> = []
        for attribute in attributes.matches(of: /([a-zA-Z-]+)(?:="([^"]*)")?/) {
            let (name, value) = (attribute.output.1, attribute.output.2.map(String.init) ?? "")
            if !seen.insert(name).inserted { problems.append("<\(element)> has \(name) twice") }
            switch name {
            case "style": problems.append("<\(element)> has a style of its own")
            case "id": ids.append(value)
            case "for", "aria-labelledby": references.append(value)
            case "aria-describedby": references += value.split(separator: " ").map(String.init)
            case _ where name.hasPrefix("on"): problems.append("<\(element)> has an inline script")
            default: break
            }
        }
    }
}
