// SPDX-License-Identifier: Apache-2.0

import Foundation
import Hummingbird
import Logging
import Pages
import Storage

/// A database that cannot take a request just now: a full disk, a server that is being restarted.
///
/// Nothing was done that was not done whole, so whoever asked may ask again: a page that says so instead of a fault.
struct StorageTrouble: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request, context: PageContext, next: @concurrent (Request, PageContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch  where Self.passes(error) {
            logger.error(
                "a request was refused because of the storage",
                metadata: ["error": "\(Self.name(of: error))", "request": "\(context.reference)"])
            throw PageProblem(.serviceUnavailable, headers: [.retryAfter: "5"])
        }
    }

    /// Whether it is the machine's trouble and not a fault of the program.
    static func passes(_ error: any Error) -> Bool {
        switch error {
        case let error as StorageError:
            switch error {
            case .full, .busy, .unreachable, .outcomeUnknown, .closed: true
            case .uniqueViolation, .constraintViolation, .engine: false
            }
        // The restriction ledger and the other files of the tree of secrets.
        case let error as CocoaError: error.code == .fileWriteOutOfSpace
        default: false
        }
    }

    /// The case alone: a message of the engine may name files.
    static func name(of error: any Error) -> String {
        switch error {
        case is CocoaError: "disk-full"
        case StorageError.full: "disk-full"
        case StorageError.busy: "busy"
        case StorageError.unreachable: "unreachable"
        case StorageError.outcomeUnknown: "outcome-unknown"
        default: "closed"
        }
    }
}
