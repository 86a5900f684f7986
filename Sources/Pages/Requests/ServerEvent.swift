// SPDX-License-Identifier: Apache-2.0

/// One server-sent event (HTML Standard §9.2). The id is the sequence number a browser repeats in `Last-Event-ID`.
package struct ServerEvent: Sendable {
    package let id: Int64?
    package let name: String?
    package let data: String

    package init(id: Int64? = nil, name: String? = nil, data: String) {
        self.id = id
        self.name = name
        self.data = data
    }

    var wireText: String {
        let lines = data.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { "data: \($0)\n" }
        return (id.map { "id: \($0)\n" } ?? "") + (name.map { "event: \($0)\n" } ?? "") + lines.joined() + "\n"
    }
}
