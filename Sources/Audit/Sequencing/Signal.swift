// SPDX-License-Identifier: Apache-2.0

/// A wake-up bell for one listener: rung many times before it looks, it wakes once.
struct Signal: Sendable {
    let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    func raise() { continuation.yield() }
}

/// Everybody who wants to know of new numbers.
struct Listeners: Sendable {
    private var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    private var next = 0

    mutating func add(_ continuation: AsyncStream<Void>.Continuation) -> Int {
        next += 1
        continuations[next] = continuation
        return next
    }

    mutating func remove(_ key: Int) { continuations[key] = nil }

    func wakeAll() {
        for continuation in continuations.values { continuation.yield() }
    }
}
