// SPDX-License-Identifier: Apache-2.0

import Audit
package import Storage
import Synchronization

/// The organisations open in this process: each opened once, at first use, and closed when it is the longest unused of more
/// than `maximum`.
///
/// Whoever works with one does so inside `using`, and one that is used so, or whose numbers or conversations somebody listens for, is never
/// closed, even if that means more. One that is being closed is opened again when that is done.
package final class OpenOrganisations: Sendable {
    package typealias Make = @Sendable (Organisation) async throws -> OpenOrganisation
    /// Settles what is left to do, so that it can be let go. Throws when it has to stay open.
    package typealias Close = @Sendable (OpenOrganisation) async throws -> Void
    /// Closes its files, now that it has been let go.
    package typealias Release = @Sendable (OrganisationID) async -> Void

    private enum Stage {
        case opening(Task<OpenOrganisation, any Error>)
        case open(OpenOrganisation)
        case closing(Task<Void, Never>)
    }

    private struct Slot {
        var stage: Stage
        var uses = 0
        var lastUse: UInt64
    }

    private struct State {
        var slots: [OrganisationID: Slot] = [:]
        var useCount: UInt64 = 0
    }

    private let control: ControlStore
    private let maximum: Int
    private let make: Make
    private let close: Close
    private let release: Release
    private let state = Mutex(State())

    /// Closing takes a moment. So many more may be open meanwhile; then who wants to open one waits.
    private static let margin = 8

    package init(
        control: ControlStore, maximum: Int = 64, make: @escaping Make, close: @escaping Close,
        release: @escaping Release = { _ in }
    ) {
        self.control = control
        self.maximum = maximum
        self.make = make
        self.close = close
        self.release = release
    }

    package var openCount: Int { state.withLock { $0.slots.count } }

    /// Opens it if need be, and keeps it open while `body` runs. A failed opening is tried again by the next to ask.
    package func using<Result>(
        _ organisation: Organisation, _ body: (OpenOrganisation) async throws -> Result
    ) async throws -> Result {
        let open = try await begin(organisation)
        defer { end(organisation.id) }
        return try await body(open)
    }

    package func using<Result>(
        _ id: OrganisationID, _ body: (OpenOrganisation) async throws -> Result
    ) async throws -> Result {
        let known = state.withLock { state in
            if case .open(let open) = state.slots[id]?.stage { open.organisation } else { nil as Organisation? }
        }
        if let known { return try await using(known, body) }
        guard let found = try await control.organisation(id) else { throw OrganisationUnknown() }
        return try await using(found, body)
    }

    /// Those that are open now, each kept open while `body` looks at it.
    package func forEachOpen(_ body: (OpenOrganisation) async throws -> Void) async throws {
        let open = state.withLock { state in
            state.slots.values.compactMap { slot in
                if case .open(let open) = slot.stage { open.organisation } else { nil }
            }
        }
        for organisation in open { try await using(organisation, body) }
    }

    /// Runs `body` where organisations take turns, unless there is only one.
    package func inTurn<Result: Sendable>(
        _ open: OpenOrganisation, _ body: () async throws -> Result
    ) async throws -> Result {
        guard openCount > 1 else { return try await body() }
        return try await withTaskExecutorPreference(open.executor) { try await body() }
    }

    // MARK: Uses

    private enum Step {
        case ready(OpenOrganisation)
        case wait(Task<OpenOrganisation, any Error>)
        case waitForClosing(Task<Void, Never>)
    }

    private func begin(_ organisation: Organisation) async throws -> OpenOrganisation {
        while true {
            let next: Step = state.withLock { nextStep(towards: organisation, in: &$0) }
            switch next {
            case .ready(let open): return open
            case .wait(let task): return try await task.value
            case .waitForClosing(let task): await task.value
            }
        }
    }

    private func nextStep(towards organisation: Organisation, in state: inout State) -> Step {
        state.useCount += 1
        let id = organisation.id
        switch state.slots[id]?.stage {
        case .closing(let task):
            return .waitForClosing(task)
        case .open(let open):
            state.slots[id]?.uses += 1
            state.slots[id]?.lastUse = state.useCount
            return .ready(open)
        case .opening(let task):
            state.slots[id]?.uses += 1
            return .wait(task)
        case nil:
            if let closing = makeRoom(in: &state) { return .waitForClosing(closing) }
            let task = Task { try await self.open(organisation) }
            state.slots[id] = Slot(stage: .opening(task), uses: 1, lastUse: state.useCount)
            return .wait(task)
        }
    }

    private func open(_ organisation: Organisation) async throws -> OpenOrganisation {
        do {
            let open = try await make(organisation)
            state.withLock { $0.slots[organisation.id]?.stage = .open(open) }
            return open
        } catch {
            // Nobody uses what did not open: those who wait for it end with this error.
            state.withLock { $0.slots[organisation.id] = nil }
            throw error
        }
    }

    private func end(_ id: OrganisationID) {
        state.withLock { $0.slots[id]?.uses -= 1 }
    }

    // MARK: Closing

    /// Begins to close the longest unused while there are too many; returns what to wait for when there are far too many.
    private func makeRoom(in state: inout State) -> Task<Void, Never>? {
        let isClosing = { (slot: Slot) in if case .closing = slot.stage { true } else { false } }
        var surplus = state.slots.count + 1 - maximum - state.slots.values.count(where: isClosing)
        let oldestFirst =
            surplus > 0 ? state.slots.sorted { $0.value.lastUse < $1.value.lastUse } : []
        for (id, slot) in oldestFirst where surplus > 0 {
            guard case .open(let open) = slot.stage, slot.uses == 0, !open.isHeard else { continue }
            let leaving = Leaving(open)
            let task = Task { await self.finish(leaving, id) }
            state.slots[id]?.stage = .closing(task)
            surplus -= 1
        }
        guard state.slots.count >= maximum + Self.margin else { return nil }
        return state.slots.values.lazy.compactMap { slot in
            if case .closing(let task) = slot.stage { task } else { nil }
        }.first
    }

    private func finish(_ leaving: Leaving, _ id: OrganisationID) async {
        guard await settle(leaving) else {
            // A database does not answer: it stays, and is tried again.
            state.withLock { state in
                state.useCount += 1
                guard let open = leaving.organisation else { return }
                state.slots[id]?.stage = .open(open)
                state.slots[id]?.lastUse = state.useCount
            }
            return
        }
        leaving.letGo()
        await release(id)
        state.withLock { $0.slots[id] = nil }
    }

    private func settle(_ leaving: Leaving) async -> Bool {
        guard let open = leaving.organisation else { return true }
        do {
            try await close(open)
            return true
        } catch {
            return false
        }
    }
}

/// The last to hold an organisation that is being closed.
private final class Leaving: Sendable {
    private let held: Mutex<OpenOrganisation?>

    init(_ organisation: OpenOrganisation) { held = Mutex(organisation) }

    var organisation: OpenOrganisation? { held.withLock { $0 } }
    func letGo() { held.withLock { $0 = nil } }
}

package struct OrganisationUnknown: Error {}
