// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Synchronization

/// Cuts the power at one step of an operation, for the databases it is wired to: from then on every call throws.
///
/// A step is a commit, a scrub, or whatever a test counts with `step`. Cut *before* a step, it did not happen though everything
/// outside the databases before it did; cut *after* it, it is on disk and nobody ever heard of it.
package final class PowerCut: Sendable {
    package enum Moment: Hashable, Sendable {
        case before(Int)
        case after(Int)
    }

    package struct Darkness: Error {}

    private struct State {
        var steps = 0
        var isDark = false
    }

    package let moment: Moment
    private let state = Mutex(State())

    package init(_ moment: Moment) {
        self.moment = moment
    }

    package var hasHappened: Bool { state.withLock { $0.isDark } }

    func demandPower() throws {
        if hasHappened { throw Darkness() }
    }

    @discardableResult
    package func step<Result: Sendable>(_ body: () async throws -> Result) async throws -> Result {
        let number = try state.withLock { state in
            if state.isDark { throw Darkness() }
            state.steps += 1
            if moment == .before(state.steps) {
                state.isDark = true
                throw Darkness()
            }
            return state.steps
        }
        let result = try await body()
        if moment == .after(number) {
            state.withLock { $0.isDark = true }
            throw Darkness()
        }
        return result
    }
}

/// A database whose power can be cut.
struct FragileDatabase: Database {
    let base: any Database
    let power: PowerCut

    var isShared: Bool { base.isShared }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try power.demandPower()
        return try await base.read(body)
    }

    @discardableResult
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> Result
    ) async throws -> Result {
        try await power.step { try await base.write(body) }
    }

    func scrub() async throws {
        try await power.step { try await base.scrub() }
    }

    func copy(to file: URL) async throws {
        try await power.step { try await base.copy(to: file) }
    }

    func afterCommit(_ listener: @escaping @Sendable () -> Void) { base.afterCommit(listener) }
    func close() async { await base.close() }
}
