// SPDX-License-Identifier: Apache-2.0

import Yams

/// One YAML file while it is being read: gathers every problem, and remembers where each value stood.
///
/// Places are kept by path (`recipients.stripe.receives.purchase.order`), so that rules over the typed declarations can
/// still point at a line.
final class SourceReading {
    let file: String
    /// Whether something was left out, so that rules about the whole would find fault with what may well be there.
    var hasGaps = false
    private(set) var problems: [PolicyProblem] = []
    private var places: [String: SourcePlace] = [:]

    init(file: String) {
        self.file = file
    }

    /// The file's outermost mapping; nil, with the problem noted, when it is not YAML or something else.
    func root(of text: String) -> Node.Mapping? {
        do {
            let node = try compose(yaml: text)
            if let mapping = node?.mapping { return mapping }
            report(
                at: node.map(SourcePlace.init) ?? .start, "The file is not a list of keys.",
                fix: "Start it with `header:`.")
        } catch let error as YamlError {
            report(error)
        } catch {
            report(at: .start, "The file cannot be read as YAML.", fix: "Save it as UTF-8 text.")
        }
        return nil
    }

    func report(at place: SourcePlace, _ sentence: String, fix: String) {
        problems.append(PolicyProblem(file: file, place: place, sentence: sentence, fix: fix))
    }

    /// Reports at the place of `path`, or of the nearest thing around it that was written.
    func report(at path: [String], _ sentence: String, fix: String) {
        report(at: place(of: path), sentence, fix: fix)
    }

    func note(_ place: SourcePlace, of path: [String]) {
        places[path.joined(separator: ".")] = place
    }

    func place(of path: [String]) -> SourcePlace {
        var path = path
        while !path.isEmpty {
            if let place = places[path.joined(separator: ".")] { return place }
            path.removeLast()
        }
        return .start
    }

    private func report(_ error: YamlError) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            report(
                at: SourcePlace(mark), "This is not YAML: \(problem).",
                fix: "Look at the indentation and the quotes of this line and the one above.")
        case .duplicatedKeysInMapping(let keys, let context):
            let names = keys.map { "`\($0)`" }.joined(separator: ", ")
            report(
                at: SourcePlace(context.mark), "The same key stands twice: \(names).",
                fix: "Keep one of them.")
        default:
            report(at: .start, "The file cannot be read as YAML.", fix: "Save it as UTF-8 text.")
        }
    }
}

extension SourcePlace {
    init(_ mark: Mark) {
        self.init(line: mark.line, column: mark.column)
    }

    init(_ node: Node) {
        self = node.mark.map(SourcePlace.init) ?? .start
    }
}
