// SPDX-License-Identifier: Apache-2.0

/// What a database refused, in the terms callers act on. Carries no values of the statement.
package enum StorageError: Error, Equatable {
    /// A primary key or unique index already holds the value.
    case uniqueViolation
    /// A foreign key, CHECK or NOT NULL failed.
    case constraintViolation(String)
    /// The disk is full, or a quota or limit forbids a file to grow; nothing was written.
    case full
    /// Others kept the rows or the file busy for too long; nothing was written.
    case busy
    /// The database server cannot be reached, or broke off before anything was committed.
    case unreachable(String)
    /// The connection broke during COMMIT and the server cannot say what became of it: look before trying again.
    case outcomeUnknown
    /// The database has been closed, as happens to requests that outlive a shutdown.
    case closed
    /// The statement is wrong or the file is damaged: `code` and `message` of the engine.
    case engine(code: Int, message: String)
}
