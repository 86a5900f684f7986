// SPDX-License-Identifier: Apache-2.0

/// What a log commits to when it signs: its name, how many entries it has, and the root over all of them.
///
/// Source: C2SP tlog-checkpoint (read 2026-11-21). We write no extension lines, and accept a note that has some.
package struct Checkpoint: Hashable, Sendable {
    /// The log's name for ever: another log under the same origin would be a forgery of this one.
    package let origin: String
    package let size: Int
    package let root: TreeHash

    package init(origin: String, size: Int, root: TreeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Reads the text of a note; nil when malformed.
    package init?(text: String) {
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { String(Substring($0)) }
        guard lines.count >= 4, lines.last == "", lines.dropLast().allSatisfy({ !$0.isEmpty }),
            let size = Int(plainDecimal: lines[1]),
            let bytes = [UInt8](base64: lines[2]), let root = TreeHash(bytes: bytes)
        else { return nil }
        self.init(origin: lines[0], size: size, root: root)
    }

    package var text: String { "\(origin)\n\(size)\n\(root.bytes.base64)\n" }
}

extension Int {
    /// ASCII digits without leading zeros; nil for anything else, or what does not fit.
    init?(plainDecimal text: some StringProtocol) {
        guard let value = Int(text), value >= 0, String(value) == text else { return nil }
        self = value
    }
}
