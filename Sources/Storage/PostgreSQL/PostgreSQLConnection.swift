// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import Foundation

/// One connection and its prepared statements, for the thread it belongs to.
///
/// Always in libpq's pipeline mode (https://www.postgresql.org/docs/15/libpq-pipeline-mode.html): a *trip* is one or more
/// commands sent together and answered together, so BEGIN and the binding of the organisation cost no round trip.
final class PostgreSQLConnection {
    /// A command of a trip.
    struct Command {
        let sql: String
        var values: [SQLValue] = []
        /// Stays prepared, and has nothing forgotten for it: before BEGIN and in a failed transaction nothing else may be said.
        var isKept = false
    }

    /// What is to be read after a trip, in its order.
    private enum Answer {
        case result
        /// Of a statement that was prepared on the way, by its text.
        case prepared(String)
        case deallocated
    }

    private struct Prepared {
        let name: String
        let types: [Oid]
        let isKept: Bool
        var lastUse: UInt64
    }

    private let handle: OpaquePointer
    /// Behind a pooler such as pgbouncer each transaction may meet another server session: nothing may stay in one.
    private let keepsNothing: Bool
    private var statements: [String: Prepared] = [:]
    private var completions: [String: String] = [:]
    private var useCount: UInt64 = 0
    /// Trips sent whose answers nobody has read yet.
    private var unreadTrips = 0
    private var isBroken = false

    private static let maximumStatements = 256

    init(to address: PostgreSQLAddress, throughPooler: Bool) throws {
        var parameters = address.parameters
        parameters["client_encoding"] = "UTF8"
        parameters["application_name"] = parameters["application_name"] ?? "sampan"
        parameters["connect_timeout"] = parameters["connect_timeout"] ?? "5"
        // A server that vanished without a word is noticed within half a minute.
        for (name, value) in ["keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "3"] {
            parameters[name] = parameters[name] ?? value
        }
        guard let handle = Self.connect(parameters) else { throw PostgreSQLError.connectionLost("no memory") }
        self.handle = handle
        keepsNothing = throughPooler
        // Without this libpq writes what the server remarks to standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        guard PQstatus(handle) == CONNECTION_OK, PQenterPipelineMode(handle) == 1 else {
            isBroken = true
            throw PostgreSQLError.connectionLost(lastMessage)
        }
    }

    deinit {
        PQfinish(handle)
    }

    private static func connect(_ parameters: [String: String]) -> OpaquePointer? {
        let names = parameters.keys.sorted()
        var keywords = names.map { UnsafePointer(strdup($0)) } + [nil]
        var values = names.map { UnsafePointer(strdup(parameters[$0] ?? "")) } + [nil]
        defer { for text in keywords + values { free(UnsafeMutablePointer(mutating: text)) } }
        return PQconnectdbParams(&keywords, &values, 0)
    }

    /// False once a trip went wrong in a way that leaves us unsure of what the server holds for us.
    var isUsable: Bool { !isBroken && PQstatus(handle) == CONNECTION_OK }

    /// Has it replaced at its next use.
    func abandon() {
        isBroken = true
    }

    /// The socket, for waiting on notifications.
    var socket: Int32 { PQsocket(handle) }

    /// What another thread needs to stop the running statement.
    private(set) lazy var canceller = PQgetCancel(handle).map(PostgreSQLCanceller.init)

    /// The statement with its conflict targets completed, from memory where possible.
    func completed(_ sql: String) -> String {
        if let known = completions[sql] { return known }
        if completions.count >= Self.maximumStatements { completions.removeAll() }
        let completed = PostgreSQLStatement.completed(sql)
        completions[sql] = completed
        return completed
    }

    // MARK: Trips

    /// Sends the commands together and returns the result of each; throws the first one's failure.
    func trip(_ commands: [Command]) throws -> [PostgreSQLResult] {
        let sent = try send(commands)
        while unreadTrips > 1 { try readForgotten() }
        return try read(sent)
    }

    /// Sends the command and leaves its answer to the next trip: for a COMMIT that has nothing to commit.
    func sendAndForget(_ command: Command) throws {
        _ = try send([command])
    }

    /// Runs statements without parameters, for migrations.
    func run(_ statements: [String]) throws {
        for sql in statements {
            guard PQsendQueryParams(handle, sql, 0, nil, nil, nil, nil, 1) == 1 else { throw broken() }
            try sync()
            while unreadTrips > 1 { try readForgotten() }
            _ = try read([.result])
        }
    }

    /// Notifications that have arrived, without waiting.
    func notifications() throws -> [String] {
        guard PQconsumeInput(handle) == 1 else { throw broken() }
        var payloads: [String] = []
        while let notification = PQnotifies(handle) {
            payloads.append(String(cString: notification.pointee.extra))
            PQfreemem(notification)
        }
        return payloads
    }

    private func send(_ commands: [Command]) throws -> [Answer] {
        var answers: [Answer] = []
        for command in commands {
            if keepsNothing {
                try send(command)
            } else {
                answers += try sendPrepared(command)
            }
            answers.append(.result)
        }
        try sync()
        return answers
    }

    private func sync() throws {
        guard PQpipelineSync(handle) == 1 else { throw broken() }
        unreadTrips += 1
    }

    private func send(_ command: Command) throws {
        let types = command.values.map(PostgreSQLType.of)
        let parameters = PostgreSQLParameters(command.values, preparedWith: types)
        let code = parameters.withArguments { count, values, lengths, formats in
            PQsendQueryParams(handle, command.sql, count, types, values, lengths, formats, 1)
        }
        guard code == 1 else { throw broken() }
    }

    private func sendPrepared(_ command: Command) throws -> [Answer] {
        var answers: [Answer] = []
        useCount += 1
        let prepared: Prepared
        if var known = statements[command.sql] {
            guard known.types.count == command.values.count else { throw Self.wrongCount }
            known.lastUse = useCount
            statements[command.sql] = known
            prepared = known
        } else {
            if !command.isKept, statements.count >= Self.maximumStatements, let oldest = forgetOldest() {
                guard PQsendQueryParams(handle, "DEALLOCATE \(oldest)", 0, nil, nil, nil, nil, 1) == 1 else {
                    throw broken()
                }
                answers.append(.deallocated)
            }
            prepared = Prepared(
                name: "s\(useCount)", types: command.values.map(PostgreSQLType.of), isKept: command.isKept,
                lastUse: useCount)
            guard PQsendPrepare(handle, prepared.name, command.sql, Int32(prepared.types.count), prepared.types) == 1
            else { throw broken() }
            statements[command.sql] = prepared
            answers.append(.prepared(command.sql))
        }
        let parameters = PostgreSQLParameters(command.values, preparedWith: prepared.types)
        let code = parameters.withArguments { count, values, lengths, formats in
            PQsendQueryPrepared(handle, prepared.name, count, values, lengths, formats, 1)
        }
        guard code == 1 else { throw broken() }
        return answers
    }

    private func forgetOldest() -> String? {
        let candidates = statements.lazy.filter { !$0.value.isKept }
        guard let oldest = candidates.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return nil }
        statements[oldest.key] = nil
        return oldest.value.name
    }

    /// Reads the answers of one trip to its end, whatever fails in between.
    private func read(_ sent: [Answer]) throws -> [PostgreSQLResult] {
        var results: [PostgreSQLResult] = []
        var failure: PostgreSQLError?
        for expected in sent {
            guard let answer = PQgetResult(handle) else { throw broken() }
            let result = PostgreSQLResult(answer)
            switch PQresultStatus(answer) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                if case .result = expected { results.append(result) }
            case PGRES_PIPELINE_ABORTED:
                if case .prepared(let text) = expected { statements[text] = nil }
            default:
                failure = failure ?? PostgreSQLError(result)
                if case .prepared(let text) = expected { statements[text] = nil }
            }
            guard PQstatus(handle) == CONNECTION_OK else { throw broken() }
            while let further = PQgetResult(handle) { PQclear(further) }
        }
        try readSync()
        if let failure {
            if case .connectionLost = failure { isBroken = true }
            throw failure
        }
        return results
    }

    private func readForgotten() throws {
        var isBetweenAnswers = false
        while true {
            guard let answer = PQgetResult(handle) else {
                guard !isBetweenAnswers else { throw broken() }
                isBetweenAnswers = true
                continue
            }
            isBetweenAnswers = false
            let status = PQresultStatus(answer)
            PQclear(answer)
            guard status != PGRES_PIPELINE_SYNC else { break }
            guard status == PGRES_COMMAND_OK else { throw broken() }
        }
        unreadTrips -= 1
    }

    private func readSync() throws {
        guard let answer = PQgetResult(handle) else { throw broken() }
        defer { PQclear(answer) }
        guard PQresultStatus(answer) == PGRES_PIPELINE_SYNC else { throw broken() }
        unreadTrips -= 1
    }

    private func broken() -> PostgreSQLError {
        isBroken = true
        return .connectionLost(lastMessage)
    }

    private var lastMessage: String {
        String(cString: PQerrorMessage(handle)).split(separator: "\n").first.map(String.init) ?? "no reason given"
    }

    private static let wrongCount = PostgreSQLError.refused(
        .engine(code: 0, message: "a statement was given another number of values than before"))
}

/// Stops what a connection is running, from any other thread.
///
/// Unchecked because libpq says of PQcancel that it may be called from any thread
/// (https://www.postgresql.org/docs/15/libpq-cancel.html).
final class PostgreSQLCanceller: @unchecked Sendable {
    private let handle: OpaquePointer

    fileprivate init(_ handle: OpaquePointer) {
        self.handle = handle
    }

    deinit {
        PQfreeCancel(handle)
    }

    /// Opens a connection of its own and blocks until the server has taken the request.
    func cancel() {
        var message = [CChar](repeating: 0, count: 256)
        PQcancel(handle, &message, Int32(message.count))
    }
}
