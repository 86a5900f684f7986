// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Why the trees on disk cannot be used; each description names the way out.
package enum InstallationProblem: Error, Equatable {
    case notWritable(path: String)
    case inUse(path: String)
    case markDamaged(path: String)
    case treesDiffer([String])
    case databaseMissing(path: String)
    case foreignDatabase(path: String)
    case powerfulRole(user: String, database: String)
    case unusable(path: String, reason: String)
    case restoreUnfinished(path: String)
}

extension InstallationProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .notWritable(let path):
            "\(path) cannot be written: give the user that runs Sampan the folder, or choose another with DATA."
        case .inUse(let path):
            "Another Sampan is running on \(path): stop it first, or choose another folder with DATA."
        case .markDamaged(let path):
            "\(path) does not hold an installation id: restore it from a backup of its tree."
        case .treesDiffer(let marks):
            "The data, keys and secrets folders are not of one installation (\(marks.joined(separator: "; "))): "
                + "point all three at the same installation, or restore the odd one from its backup."
        case .databaseMissing(let path):
            "\(path) is missing although it was made before: restore it from a backup. It is not made anew, because "
                + "the other store would no longer fit it."
        case .foreignDatabase(let path):
            "\(path) belongs to another organisation: somebody moved it. Restore the right file to this place."
        case .powerfulRole(let user, let database):
            "The account \(user) could read every organisation's rows of \(database): serve with one that owns no table, "
                + "is no superuser and has no BYPASSRLS."
        case .unusable(let path, let reason):
            "\(path) cannot be used. \(reason)"
        case .restoreUnfinished(let path):
            "A restore to \(path) was cut off. Empty data, keys and secrets but for the two secrets you put there, and "
                + "restore again."
        }
    }
}

extension InstallationProblem {
    /// Names the file in whatever goes wrong while it is opened: with many organisations, that is the question.
    static func naming<Result>(_ file: URL, _ open: () throws -> Result) throws -> Result {
        do {
            return try open()
        } catch let problem as InstallationProblem {
            throw problem
        } catch {
            throw InstallationProblem.unusable(path: file.path, reason: "\(error)")
        }
    }
}
