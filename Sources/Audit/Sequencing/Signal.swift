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
    /// The newest numbers of another server's that they were told of.
    private var told: [Int]?

    var isEmpty: Bool { continuations.isEmpty }

    mutating func add(_ continuation: AsyncStream<Void>.Continuation) -> Int {
        next += 1
        continuations[next] = continuation
        return next
    }

    mutating func remove(_ key: Int) { continuations[key] = nil }

    func wakeAll() {
        for continuation in continuations.values { continuation.yield() }
    }

    /// Tells of numbers that another server may have given, unless these were told already.
    mutating func wakeAll(at given: [Int]) {
        guard !given.isEmpty, given != told else { return }
        told = given
        wakeAll()
    }
}
