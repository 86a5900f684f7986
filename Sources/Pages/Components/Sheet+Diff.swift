// SPDX-License-Identifier: Apache-2.0

/// A line of two versions put side by side.
package enum DiffLine: Sendable, Hashable {
    case same(String)
    case changed(before: String, after: String)
    case removed(String)
    case added(String)
}

extension Sheet {
    /// What changed between two versions, before on the left and after on the right, on a phone one under the other.
    /// Strokes and lines, not only colours, mark the words that went and came.
    package func diff(before: String, after: String, lines: [DiffLine]) -> HTML {
        let rows = lines.map { line -> HTML in
            switch line {
            case .same(let text): "<tr><td>\(text)</td><td class=\"twin\">\(text)</td></tr>"
            case .removed(let text):
                "<tr>\(cell("removed", before, "<del>\(text)</del>"))<td class=\"twin\"></td></tr>"
            case .added(let text):
                "<tr><td class=\"twin\"></td>\(cell("added", after, "<ins>\(text)</ins>"))</tr>"
            case .changed(let old, let new):
                changed(WordDiff(from: old, to: new), before, after)
            }
        }
        return """
            <table class="diff"><thead><tr><th scope="col">\(before)</th><th scope="col">\(after)</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func changed(_ diff: WordDiff, _ before: String, _ after: String) -> HTML {
        let old = diff.before.map { run in marked(run) { "<del>\($0)</del>" } }
        let new = diff.after.map { run in marked(run) { "<ins>\($0)</ins>" } }
        return "<tr>\(cell("removed", before, "\(old)"))\(cell("added", after, "\(new)"))</tr>"
    }

    /// The space after the last word is nobody's change.
    private func marked(_ run: WordDiff.Run, _ mark: (String) -> HTML) -> HTML {
        guard !run.isSame else { return "\(run.text)" }
        return run.text.hasSuffix(" ") ? "\(mark(String(run.text.dropLast()))) " : mark(run.text)
    }

    private func cell(_ style: String, _ label: String, _ content: HTML) -> HTML {
        "<td class=\"\(style)\" data-label=\"\(label)\">\(content)</td>"
    }
}

/// Which words of a line went and which came. Lines with little in common are taken whole.
struct WordDiff {
    struct Run: Hashable {
        let text: String
        let isSame: Bool
    }

    let before: [Run]
    let after: [Run]

    init(from old: String, to new: String) {
        let (left, right) = (Self.words(old), Self.words(new))
        var removed: Set<Int> = []
        var inserted: Set<Int> = []
        for change in right.difference(from: left) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        guard (left.count - removed.count) * 3 >= max(left.count, right.count) else {
            before = [Run(text: old, isSame: false)]
            after = [Run(text: new, isSame: false)]
            return
        }
        before = Self.runs(left, changed: removed)
        after = Self.runs(right, changed: inserted)
    }

    /// Each word with the space that follows it.
    private static func words(_ line: String) -> [Substring] {
        var words: [Substring] = []
        var rest = line[...]
        while let space = rest.firstIndex(of: " ") {
            words.append(rest[...space])
            rest = rest[rest.index(after: space)...]
        }
        return rest.isEmpty ? words : words + [rest]
    }

    private static func runs(_ words: [Substring], changed: Set<Int>) -> [Run] {
        words.enumerated().reduce(into: []) { runs, word in
            let isSame = !changed.contains(word.offset)
            if let last = runs.last, last.isSame == isSame {
                runs[runs.count - 1] = Run(text: last.text + word.element, isSame: isSame)
            } else {
                runs.append(Run(text: String(word.element), isSame: isSame))
            }
        }
    }
}
