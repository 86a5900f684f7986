// SPDX-License-Identifier: Apache-2.0

import CPostgreSQL

/// Why a statement failed, as far as the driver itself acts on it.
///
/// Codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
enum PostgreSQLError: Error {
    /// Another transaction was in the way; the closure may run again.
    case conflict
    /// The connection is gone or no longer what we think; a fresh one may do.
    case connectionLost(String)
    /// The statement was stopped on our own request.
    case cancelled
    case refused(StorageError)

    init(_ result: PostgreSQLResult) {
        let state = result.field("C") ?? "00000"
        switch state {
        case "40001", "40P01": self = .conflict
        case "57014": self = .cancelled
        // Shutting down, starting up, or a prepared statement that is not what it was.
        case "57P01", "57P02", "57P03", "57P05", "0A000", "26000": self = .connectionLost(state)
        case _ where state.hasPrefix("08"): self = .connectionLost(state)
        default: self = .refused(StorageError(state, result))
        }
    }

    /// What callers above Storage are told when nothing could be done about it.
    var forCallers: any Error {
        switch self {
        case .conflict: StorageError.busy
        case .connectionLost(let reason): StorageError.unreachable(reason)
        case .cancelled: CancellationError()
        case .refused(let error): error
        }
    }
}

extension StorageError {
    /// Messages of class 22 and details repeat values, so only the code and the constraint's name are taken over there.
    fileprivate init(_ state: String, _ result: PostgreSQLResult) {
        let about = [result.field("t"), result.field("n")].compactMap { $0 }.joined(separator: ".")
        switch state {
        case "23505", "23P01": self = .uniqueViolation
        case "22021", "22P02", "22P03", "42804":
            self = .constraintViolation("a value does not fit its column (\(state))")
        case _ where state.hasPrefix("23"): self = .constraintViolation("\(about) (\(state))")
        case "53100": self = .full
        case "53300", "55P03": self = .busy
        case _ where state.hasPrefix("22"): self = .engine(code: 0, message: state)
        default: self = .engine(code: 0, message: "\(state): \(result.field("M") ?? "")")
        }
    }
}

extension PostgreSQLResult {
    /// A field of an error report by its letter (https://www.postgresql.org/docs/15/protocol-error-fields.html).
    fileprivate func field(_ letter: Character) -> String? {
        letter.asciiValue.flatMap { PQresultErrorField(handle, Int32($0)) }.map { String(cString: $0) }
    }
}
