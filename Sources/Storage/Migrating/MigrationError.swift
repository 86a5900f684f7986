// SPDX-License-Identifier: Apache-2.0

/// Why a database cannot be brought to this program's schema; each description names the way out.
package enum MigrationError: Error, Equatable {
    case misnamed(String)
    case twice(Int, String, String)
    case changed(number: Int, name: String)
    case databaseIsNewer(number: Int, name: String)
    case databaseIsOlder(number: Int, name: String)
    case notPortable(number: Int, name: String)
    case failed(number: Int, name: String, StorageError)
}

extension MigrationError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .misnamed(let file):
            "\(file) is not named NNNN_name.sql: rename it, with a number of four digits."
        case .twice(let number, let first, let second):
            "Migrations \(first) and \(second) both have number \(number): give the newer one another."
        case .changed(let number, let name):
            "Migration \(number) (\(name)) was changed after this database had applied it: "
                + "restore its text and write the change as a new migration."
        case .databaseIsNewer(let number, let name):
            "This database has migration \(number) (\(name)), which this program does not know: "
                + "start the newer program, or restore a backup from before the upgrade."
        case .databaseIsOlder(let number, let name):
            "This database lacks migration \(number) (\(name)), and the account we use may not apply it: "
                + "run \"sampan migrate\" with the owner's account (storage.ownerUser)."
        case .notPortable(let number, let name):
            "Migration \(number) (\(name)) has a statement that PostgreSQL would want otherwise: "
                + "write it in the forms that CONTRIBUTING.md lists."
        case .failed(let number, let name, let cause):
            "Migration \(number) (\(name)) failed and was rolled back: \(cause)"
        }
    }
}
