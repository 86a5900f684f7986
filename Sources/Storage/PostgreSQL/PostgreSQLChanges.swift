// SPDX-License-Identifier: Apache-2.0

import Foundation
import Synchronization
import Values

/// Tells listeners that something was committed: here at once, on other servers within moments.
///
/// NOTIFY never stands in a business transaction, where it would serialise all commits. Commits are gathered for a
/// moment and told together in a transaction of their own. Beside it every listener is called once a second, for what
/// a server committed and did not live to tell.
final class PostgreSQLChanges: Sendable {
    typealias Listener = @Sendable () -> Void

    /// Ends with its last holder.
    final class Subscription: Sendable {
        private let end: @Sendable () -> Void

        fileprivate init(end: @escaping @Sendable () -> Void) {
            self.end = end
        }

        deinit { end() }
    }

    private struct State {
        var listeners: [OrganisationID?: [Int: Listener]] = [:]
        var nextKey = 0
        var untold: Set<OrganisationID?> = []
        var isTelling = false
        var isEnded = false
    }

    static let channel = "sampan_changes"
    static let poll: TimeInterval = 1
    private static let gathering = DispatchTimeInterval.milliseconds(20)
    /// An organisation in the payload takes 37 bytes; a payload of 8,000 is refused.
    private static let organisationsPerMessage = 200

    /// Names this process in its own notifications, which it need not hear.
    private let process = UUID().uuidString
    private let pool: PostgreSQLPool
    private let state = Mutex(State())

    init(in pool: PostgreSQLPool) {
        self.pool = pool
    }

    func subscribe(to organisation: OrganisationID?, _ listener: @escaping Listener) -> Subscription {
        let (key, isFirst) = state.withLock { state in
            state.nextKey += 1
            state.listeners[organisation, default: [:]][state.nextKey] = listener
            return (state.nextKey, state.nextKey == 1)
        }
        if isFirst { startHearing() }
        return Subscription { [weak self] in
            _ = self?.state.withLock { $0.listeners[organisation]?.removeValue(forKey: key) }
        }
    }

    /// Says that a transaction of this process changed something.
    func note(_ organisation: OrganisationID?) {
        call(organisation)
        let mustTell = state.withLock { state in
            state.untold.insert(organisation)
            defer { state.isTelling = true }
            return !state.isTelling
        }
        guard mustTell else { return }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.gathering) { [weak self] in self?.tell() }
    }

    func end() {
        state.withLock { $0.isEnded = true }
    }

    private func tell() {
        let untold = state.withLock { state in
            state.isTelling = false
            defer { state.untold = [] }
            return state.untold.map { $0.map { "\($0)" } ?? "" }
        }
        let process = process
        let messages = stride(from: 0, to: untold.count, by: Self.organisationsPerMessage).map { start in
            ([process] + untold[start..<min(start + Self.organisationsPerMessage, untold.count)])
                .joined(separator: " ")
        }
        Task { [pool] in
            // Lost at worst: the others look once a second anyway.
            try? await pool.run { worker, since in
                for message in messages {
                    try worker.run(
                        [
                            .init(sql: "BEGIN", isKept: true),
                            .init(sql: "SET LOCAL synchronous_commit = off", isKept: true),
                            .init(sql: "SELECT pg_notify($1, $2)", values: [.text(Self.channel), .text(message)]),
                            .init(sql: "COMMIT", isKept: true),
                        ], since: since)
                }
            }
        }
    }

    private func call(_ organisation: OrganisationID?) {
        let listeners = state.withLock { $0.listeners[organisation].map { Array($0.values) } ?? [] }
        listeners.forEach { $0() }
    }

    private func callEverybody() {
        let listeners = state.withLock { $0.listeners.values.flatMap(\.values) }
        listeners.forEach { $0() }
    }

    // MARK: Hearing others

    private func startHearing() {
        let (address, throughPooler) = (pool.address, pool.throughPooler)
        let thread = Thread { [weak self] in
            let ear = PostgreSQLEar(at: address, isDeaf: throughPooler)
            while let self, !self.state.withLock({ $0.isEnded }) {
                let payloads = ear.listen(for: Self.poll)
                for payload in payloads { self.hear(payload) }
                if payloads.isEmpty { self.callEverybody() }
            }
        }
        thread.name = "postgresql-ear"
        thread.start()
    }

    private func hear(_ payload: String) {
        let words = payload.split(separator: " ", omittingEmptySubsequences: false)
        guard words.first.map(String.init) != process else { return }
        for word in words.dropFirst() { call(word.isEmpty ? nil : OrganisationID(word)) }
    }
}

/// A connection of its own that hears notifications; behind a pooler there are none to hear.
private final class PostgreSQLEar {
    private let address: PostgreSQLAddress
    private let isDeaf: Bool
    private var connection: PostgreSQLConnection?

    init(at address: PostgreSQLAddress, isDeaf: Bool) {
        self.address = address
        self.isDeaf = isDeaf
    }

    /// What arrives first within so many seconds; nothing when nothing does or the server is away.
    func listen(for seconds: TimeInterval) -> [String] {
        let end = Date(timeIntervalSinceNow: seconds)
        do {
            guard !isDeaf else { throw StorageError.closed }
            let connection = try self.connection ?? connect()
            while true {
                let payloads = try connection.notifications()
                let left = end.timeIntervalSinceNow
                guard payloads.isEmpty, left > 0 else { return payloads }
                var poller = pollfd(fd: connection.socket, events: Int16(POLLIN), revents: 0)
                poll(&poller, 1, Int32(left * 1000) + 1)
            }
        } catch {
            connection = nil
            Thread.sleep(until: end)
            return []
        }
    }

    private func connect() throws -> PostgreSQLConnection {
        let fresh = try PostgreSQLConnection(to: address, throughPooler: false)
        try fresh.run(["LISTEN \(PostgreSQLChanges.channel)"])
        connection = fresh
        return fresh
    }
}
