// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL
import Values

/// One transaction on a connection, as the closure of `read` or `write` sees it.
///
/// It begins with its first statement, in the same round trip; one that runs no statement never begins.
final class PostgreSQLTransaction: SQLSession {
    enum Mode {
        case read
        case write
    }

    var engine: SQLEngine { .postgreSQL }
    private let connection: PostgreSQLConnection
    private let mode: Mode
    private let organisation: OrganisationID?
    private var hasBegun = false
    /// The first failure: PostgreSQL refuses everything after it, so a closure cannot go on from there.
    private(set) var failure: PostgreSQLError?
    /// By which the server can tell later whether the transaction was committed; nil until something was changed.
    private(set) var id: SQLValue?

    init(_ mode: Mode, on connection: PostgreSQLConnection, of organisation: OrganisationID?) {
        self.connection = connection
        self.mode = mode
        self.organisation = organisation
    }

    func query<Result>(_ sql: String, _ values: [SQLValue], _ map: (SQLRow) throws -> Result) throws -> [Result] {
        let result = try run(sql, values)
        var row = 0
        let reader = SQLRow { result.value(row: row, column: $0) }
        var mapped: [Result] = []
        mapped.reserveCapacity(result.rowCount)
        while row < result.rowCount {
            mapped.append(try map(reader))
            row += 1
        }
        return mapped
    }

    func execute(_ sql: String, _ values: [SQLValue]) throws -> Int {
        try run(sql, values).changedCount
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws -> PostgreSQLResult {
        if let failure { throw failure.forCallers }
        let text = organisation == nil ? sql : connection.completed(sql)
        let start = hasBegun ? [] : beginning
        var commands = start + [.init(sql: text, values: values)]
        let asksForID = mode == .write && id == nil && !text.hasPrefix("SELECT")
        if asksForID { commands.append(.init(sql: "SELECT pg_current_xact_id_if_assigned()::text", isKept: true)) }
        do {
            let results = try connection.trip(commands)
            hasBegun = true
            if asksForID, let last = results.last, case .text(let found) = last.value(row: 0, column: 0) {
                id = .text(found)
            }
            return results[start.count]
        } catch let error as PostgreSQLError {
            failure = error
            // Whether BEGIN went through or not, a ROLLBACK does no harm.
            hasBegun = true
            throw error.forCallers
        }
    }

    private var beginning: [PostgreSQLConnection.Command] {
        let begin = PostgreSQLConnection.Command(
            sql: mode == .read
                ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN ISOLATION LEVEL SERIALIZABLE",
            isKept: true)
        guard let organisation else { return [begin] }
        let bind = PostgreSQLConnection.Command(
            sql: "SELECT set_config('sampan.organisation', $1, true)", values: [.text("\(organisation)")],
            isKept: true)
        return [begin, bind]
    }

    /// Why a closure really ended with `error`: a conflict or a lost connection has it run again, whatever it made of them.
    func reason(of error: any Error) -> any Error {
        switch failure {
        case .conflict, .connectionLost, .cancelled: failure ?? error
        case .refused, nil: error
        }
    }

    // MARK: Endings

    /// Ends a transaction that changed nothing. Its answer is read with the next trip: nobody has to wait for it.
    func release() throws {
        guard hasBegun else { return }
        try connection.sendAndForget(.init(sql: "COMMIT", isKept: true))
    }

    func commit() throws {
        guard hasBegun else { return }
        _ = try connection.trip([.init(sql: "COMMIT", isKept: true)])
    }

    /// A connection on which that fails is given up.
    func rollBack() {
        guard hasBegun, connection.isUsable else { return }
        do {
            try connection.run(["ROLLBACK"])
        } catch {
            connection.abandon()
        }
    }
}
