// SPDX-License-Identifier: Apache-2.0

/// Why a target cannot be used as this repository; each description names the way out.
package enum RepositoryProblem: Error, Equatable, CustomStringConvertible {
    case none(at: String)
    case occupied(at: String)
    case newer(at: String)
    case holds(RepositoryContents, at: String, instead: RepositoryContents)
    case otherSecret(at: String)
    case otherInstallation(at: String)
    case inUse(at: String)

    package var description: String {
        switch self {
        case .none(let place): "There is no backup at \(place)."
        case .occupied(let place): "\(place) holds something that is no backup: name an empty folder or bucket."
        case .newer(let place): "\(place) was written by a newer program: use that one."
        case .holds(let found, let place, let wanted):
            "\(place) holds backups of \(found.rawValue), not of \(wanted.rawValue): each needs a place of its own."
        case .otherSecret(let place):
            "\(place) is sealed under another backup secret: use the one that was kept when it was begun."
        case .otherInstallation(let place): "\(place) holds the backups of another installation."
        case .inUse(let place):
            "Somebody else is at work in \(place): backups and pruning wait for each other. Try again in a quarter of an hour."
        }
    }
}

/// What is wrong in a repository: somebody or something changed it, or a disk is failing.
package enum RepositoryDamage: Error, Hashable, CustomStringConvertible {
    case chunkMissing(ChunkName)
    case chunkDamaged(ChunkName)
    case manifestDamaged(String)
    /// A store read back has other rows than were written.
    case contentDiffers(String)

    package var description: String {
        switch self {
        case .chunkMissing(let name): "the chunk \(name.text) is missing"
        case .chunkDamaged(let name): "the chunk \(name.text) is damaged: it is not what was written"
        case .manifestDamaged(let key): "\(key) is damaged: it is not what was written"
        case .contentDiffers(let what): "\(what) does not hold the rows that were backed up"
        }
    }
}
