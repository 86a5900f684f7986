// SPDX-License-Identifier: Apache-2.0

import Yams

/// A name of the program's own that a policy may use: an enum by its raw value.
typealias PolicyName = RawRepresentable<String> & CaseIterable & Hashable

extension Fields {
    /// One of the program's own names; nil, with the problem noted, for any other.
    func choice<Choice: PolicyName>(_ key: String, _ kind: String, _: Choice.Type = Choice.self) -> Choice? {
        required(key).flatMap { choice(of: $0, at: path + [key], kind) }
    }

    /// A list of the program's own names, each once, in the order written.
    func choices<Choice: PolicyName>(_ key: String, _ kind: String, _: Choice.Type = Choice.self) -> [Choice] {
        required(key).map { choices(of: $0, at: path + [key], kind) } ?? []
    }

    func choices<Choice: PolicyName>(of node: Node, at path: [String], _ kind: String) -> [Choice] {
        reading.note(SourcePlace(node), of: path)
        guard let items = node.sequence else {
            reading.report(
                at: path, "`\(path.last ?? "")` is not a list.", fix: "Write it in brackets, as in [first, second].")
            return []
        }
        var found: [Choice] = []
        for item in items {
            guard let choice: Choice = choice(of: item, at: path + [item.scalar?.string ?? ""], kind) else {
                reading.hasGaps = true
                continue
            }
            if found.contains(choice) {
                reading.report(
                    at: SourcePlace(item), "The \(kind) `\(choice.rawValue)` is named twice.", fix: "Keep one of them.")
            } else {
                found.append(choice)
            }
        }
        return found
    }

    private func choice<Choice: PolicyName>(of node: Node, at path: [String], _ kind: String) -> Choice? {
        reading.note(SourcePlace(node), of: path)
        let name = node.scalar?.string ?? ""
        if let choice = Choice(rawValue: name) { return choice }
        reportUnknown(name, kind, among: Choice.allCases.map(\.rawValue), at: SourcePlace(node))
        return nil
    }

    func reportUnknown(_ name: String, _ kind: String, among names: [String], at place: SourcePlace) {
        let fix =
            NearestName.of(name, among: names).map { "Did you mean `\($0)`?" }
            ?? "Use one of: \(names.joined(separator: ", "))."
        reading.report(at: place, "`\(name)` is no \(kind) of this program.", fix: fix)
    }
}
