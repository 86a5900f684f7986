// SPDX-License-Identifier: Apache-2.0

/// Cuts a stream where its content says so, so that a byte put in changes the chunk around it and no other.
///
/// A rolling hash over the last 64 bytes ("gear", Xia et al., FastCDC, USENIX ATC 2016 §3.2) ends a chunk where its top
/// sixteen bits are zero: after the minimum, once in 64 KiB.
struct Chunker: Sendable {
    static let minimum = 16 * 1024
    static let maximum = 256 * 1024
    private static let window = 64
    private static let mask: UInt64 = 0xffff << 48

    private let gear: [UInt64]
    private var waiting: [UInt8] = []

    init(_ keys: RepositoryKeys) {
        gear = keys.gear
    }

    mutating func append(_ bytes: [UInt8], _ emit: ([UInt8]) throws -> Void) rethrows {
        waiting += bytes
        var start = 0
        while waiting.count - start >= Self.maximum { try cut(from: &start, emit) }
        if start > 0 { waiting.removeFirst(start) }
    }

    mutating func finish(_ emit: ([UInt8]) throws -> Void) rethrows {
        var start = 0
        while start < waiting.count { try cut(from: &start, emit) }
        waiting = []
    }

    private func cut(from start: inout Int, _ emit: ([UInt8]) throws -> Void) rethrows {
        let end = start + length(at: start)
        try emit(Array(waiting[start..<end]))
        start = end
    }

    /// How long the chunk is that starts here. Depends on the bytes alone, not on how they came in.
    private func length(at start: Int) -> Int {
        let available = min(waiting.count - start, Self.maximum)
        guard available > Self.minimum else { return available }
        return waiting.withUnsafeBufferPointer { bytes in
            gear.withUnsafeBufferPointer { gear in
                var hash: UInt64 = 0
                for index in (Self.minimum - Self.window)..<available {
                    hash = hash << 1 &+ gear[Int(bytes[start + index])]
                    if index >= Self.minimum, hash & Self.mask == 0 { return index + 1 }
                }
                return available
            }
        }
    }
}
