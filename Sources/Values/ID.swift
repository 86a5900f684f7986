// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Synchronization

/// The identity of one `Entity`: 16 bytes, made by the application before anything is stored.
///
/// Business entities take a time-ordered id (UUIDv7, RFC 9562 §5.7), so that new rows land at the end of an index.
/// People take a fully random one (UUIDv4), so that an id tells nothing about when a person appeared.
package struct ID<Entity>: Hashable, Sendable {
    package let uuid: UUID

    package init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Parses the text form printed by `description`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count == 36, let uuid = UUID(uuidString: String(text)) else { return nil }
        self.uuid = uuid
    }

    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    package static func random() -> ID {
        ID(UUID())
    }

    package static func timeOrdered(at now: Instant) -> ID {
        var bytes = UUID().uuid
        let milliseconds = UInt64(now.milliseconds)
        bytes.0 = UInt8(truncatingIfNeeded: milliseconds >> 40)
        bytes.1 = UInt8(truncatingIfNeeded: milliseconds >> 32)
        bytes.2 = UInt8(truncatingIfNeeded: milliseconds >> 24)
        bytes.3 = UInt8(truncatingIfNeeded: milliseconds >> 16)
        bytes.4 = UInt8(truncatingIfNeeded: milliseconds >> 8)
        bytes.5 = UInt8(truncatingIfNeeded: milliseconds)
        let count = Millisecond.count(in: milliseconds)
        bytes.6 = UInt8(truncatingIfNeeded: count >> 8) | 0x70
        bytes.7 = UInt8(truncatingIfNeeded: count)
        return ID(UUID(uuid: bytes))
    }

    package var bytes: [UInt8] {
        withUnsafeBytes(of: uuid.uuid) { [UInt8]($0) }
    }

    /// The same 16 bytes seen as another entity's id, for tables that point at rows of several kinds.
    package func cast<Other>(to _: Other.Type = Other.self) -> ID<Other> {
        ID<Other>(uuid)
    }
}

extension ID: CustomStringConvertible {
    package var description: String { uuid.uuidString.lowercased() }
}

extension ID: Comparable {
    package static func < (left: ID, right: ID) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }
}

/// Keeps ids of one millisecond in the order they were made, so that what happened first also sorts first.
/// Source: RFC 9562 §6.2, method 1.
private enum Millisecond {
    /// The last millisecond, and in the lower twelve bits how many ids it has seen.
    private static let last = Atomic<UInt64>(0)

    /// From 0 to 4095; further ids of the same millisecond come in no order.
    static func count(in milliseconds: UInt64) -> UInt64 {
        while true {
            let old = last.load(ordering: .relaxed)
            let first = milliseconds << 12
            let new = old >> 12 == milliseconds ? min(old + 1, first | 0xfff) : first
            if last.compareExchange(expected: old, desired: new, ordering: .relaxed).exchanged { return new & 0xfff }
        }
    }
}
