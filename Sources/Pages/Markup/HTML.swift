// SPDX-License-Identifier: Apache-2.0

/// Finished markup. It comes from string interpolation, which escapes whatever is put into it:
/// `let page: HTML = "<h1>\(title)</h1>"`. There is one way around escaping, and it says so: `HTML(raw:)`.
///
/// Write every attribute in double quotes; the escaping covers text and double- or single-quoted attributes, and
/// neither unquoted attributes nor the inside of `<script>` and `<style>`, which our pages never have.
package struct HTML: Sendable, Hashable {
    /// UTF-8, ready to be sent.
    package private(set) var bytes: [UInt8]

    package init() {
        bytes = []
    }

    /// Takes markup as it is. For text that this program wrote itself, never for text that came from outside.
    package init(raw: String) {
        bytes = Array(raw.utf8)
    }

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var isEmpty: Bool { bytes.isEmpty }

    package static func + (left: HTML, right: HTML) -> HTML {
        HTML(bytes: left.bytes + right.bytes)
    }

    package static func += (left: inout HTML, right: HTML) {
        left.bytes += right.bytes
    }
}

extension HTML: CustomStringConvertible {
    package var description: String { String(decoding: bytes, as: UTF8.self) }
}

extension Sequence<HTML> {
    package func joined(separator: HTML = HTML()) -> HTML {
        var bytes: [UInt8] = []
        for (index, part) in enumerated() {
            if index > 0 { bytes += separator.bytes }
            bytes += part.bytes
        }
        return HTML(bytes: bytes)
    }
}
