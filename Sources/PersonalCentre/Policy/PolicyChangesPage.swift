// SPDX-License-Identifier: Apache-2.0

import Pages
import Policy
import Values

/// Two published versions and what changed from the earlier to the later.
struct PolicyChangesModel {
    let before: PublishedPolicy
    let after: PublishedPolicy
    let diff: PolicyDiff

    var head: [PolicyDiff.Row] { diff.head.filter(\.isChange) }
    var changed: [PolicyDiff.Section] { diff.sections.filter(\.isChanged) }
    var unchanged: [PolicyDiff.Section] { diff.sections.filter { !$0.isChanged } }
}

extension Sheet {
    /// What changed between two versions of the policy: only the sections that did, old and new side by side.
    func policyChangesPage(_ model: PolicyChangesModel) -> HTML {
        let (before, after) = (name(of: model.before), name(of: model.after))
        return shopPage(
            PageHead(title: text("personal.changes.title"), description: text("personal.policy.description")),
            main: """
                <div class="wrap policy">\(backLink(text("personal.versions.title"), to: path("/privacy/versions")))
                \(heading(
                    text("personal.changes.title"),
                    lead: text("personal.changes.lead", ["before": before, "after": after])))
                \(if: model.head.isEmpty && model.changed.isEmpty, "<p>\(text("personal.changes.none"))</p>")
                \(if: !model.head.isEmpty, section(text("personal.changes.head"), changes(model.head, before, after)))
                \(model.changed.map { section("\($0.id.number). \($0.title)", changes($0.rows, before, after)) })
                \(if: !model.changed.isEmpty && !model.unchanged.isEmpty, unchanged(model.unchanged))
                <p class="actions">\(linkButton(
                    text("personal.changes.read", ["version": before]), to: address(of: model.before)))\
                \(linkButton(
                    text("personal.changes.read", ["version": after]), to: address(of: model.after)))</p>
                </div>
                """)
    }

    /// A form that puts any two versions side by side; nothing while there is only one.
    func compareForm(_ versions: [PublishedPolicy]) -> HTML {
        guard versions.count > 1 else { return "" }
        let options = versions.map { (value: $0.version.hex, label: name(of: $0)) }
        return section(
            text("personal.versions.compare"),
            """
            <form method="get" action="\(path("/privacy/changes"))">
            \(select(Field("from", text("personal.versions.from")), options: Array(options.dropFirst() + options.prefix(1)), in: Form()))
            \(select(Field("to", text("personal.versions.to")), options: options, in: Form()))
            <p class="actions">\(button(text("personal.versions.show"), kind: .secondary))</p></form>
            """)
    }

    func changesLink(from before: PublishedPolicy, to after: PublishedPolicy) -> HTML {
        link(
            text("personal.versions.changes", ["version": name(of: before)]),
            to: path("/privacy/changes?from=\(before.version.hex)&to=\(after.version.hex)"))
    }

    /// Two versions of one month differ in their number alone.
    private func name(of published: PublishedPolicy) -> String {
        "\(published.revisedOn.formatted(in: language)) (\(published.version.short))"
    }

    private func address(of published: PublishedPolicy) -> String { path("/privacy/versions/\(published.version.hex)") }

    private func changes(_ rows: [PolicyDiff.Row], _ before: String, _ after: String) -> HTML {
        diff(before: before, after: after, lines: rows.filter(\.isChange).map(DiffLine.init))
    }

    private func unchanged(_ sections: [PolicyDiff.Section]) -> HTML {
        let names = sections.map { "<li>\($0.id.number). \($0.title)</li>" as HTML }
        return section(text("personal.changes.unchanged"), "<ul class=\"plain soft\">\(names)</ul>")
    }
}

extension DiffLine {
    fileprivate init(_ row: PolicyDiff.Row) {
        self =
            switch row {
            case .same(let line): .same(line)
            case .removed(let line): .removed(line)
            case .added(let line): .added(line)
            case .changed(let before, let after): .changed(before: before, after: after)
            }
    }
}
