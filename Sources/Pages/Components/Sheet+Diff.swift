// SPDX-License-Identifier: Apache-2.0

/// A line of two versions put side by side.
package enum DiffLine: Sendable, Hashable {
    case same(String)
    case changed(before: String, after: String)
    case removed(String)
    case added(String)
}

extension Sheet {
    /// What changed between two versions, before on the left and after on the right; words, not only colours, say which.
    package func diff(before: String, after: String, lines: [DiffLine]) -> HTML {
        let rows = lines.map { line -> HTML in
            switch line {
            case .same(let text): "<tr><td>\(text)</td><td>\(text)</td></tr>"
            case .changed(let before, let after): "<tr class=\"changed\">\(removed(before))\(added(after))</tr>"
            case .removed(let text): "<tr class=\"changed\">\(removed(text))<td></td></tr>"
            case .added(let text): "<tr class=\"changed\"><td></td>\(added(text))</tr>"
            }
        }
        return """
            <table class="diff"><thead><tr><th scope="col">\(before)</th><th scope="col">\(after)</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private func removed(_ line: String) -> HTML { "<td><del>\(line)</del></td>" }
    private func added(_ line: String) -> HTML { "<td><ins>\(line)</ins></td>" }
}
