// SPDX-License-Identifier: Apache-2.0

/// What a database refused, in the terms callers act on. Carries no values of the statement.
package enum StorageError: Error, Equatable {
    /// A primary key or unique index already holds the value.
    case uniqueViolation
    /// A foreign key, CHECK or NOT NULL failed.
    case constraintViolation(String)
    /// The disk is full; nothing was written.
    case full
    /// Another process kept the database locked for five seconds.
    case busy
    /// The database has been closed, as happens to requests that outlive a shutdown.
    case closed
    /// The statement is wrong or the file is damaged: `code` and `message` of the engine.
    case engine(code: Int, message: String)
}
