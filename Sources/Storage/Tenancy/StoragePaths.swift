// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// Where everything lies on disk: three trees that are backed up apart, since whoever holds two of them can read.
///
///     data/control.sqlite            keys/organisations/<id>/keys.sqlite      secrets/root.key
///     data/organisations/<id>/data.sqlite                                     secrets/organisations/<id>/…
package struct StoragePaths: Hashable, Sendable {
    package let data: URL
    package let keys: URL
    package let secrets: URL
    /// With PostgreSQL only `secrets` and copies of key stores lie here.
    package let engine: StorageEngine

    package init(data: URL, keys: URL, secrets: URL, engine: StorageEngine = .sqlite) {
        self.data = data
        self.keys = keys
        self.secrets = secrets
        self.engine = engine
    }

    /// The trees `keys` and `secrets` as siblings of `data`.
    package init(besideData data: URL, engine: StorageEngine = .sqlite) {
        let parent = data.standardizedFileURL.deletingLastPathComponent()
        self.init(
            data: data, keys: parent.appending(path: "keys"), secrets: parent.appending(path: "secrets"), engine: engine
        )
    }

    package var controlDatabase: URL { data.appending(path: "control.sqlite") }
    package var rootKey: URL { secrets.appending(path: "root.key") }

    /// Which installation the secrets belong to; nil before there is one.
    package func installationID() throws -> UUID? { try InstallationMark.read(in: secrets) }

    package func dataDatabase(of organisation: OrganisationID) -> URL {
        folder(of: organisation, in: data).appending(path: "data.sqlite")
    }

    /// The latest copy of an organisation's key store.
    func keysCopy(of organisation: OrganisationID) -> URL {
        folder(of: organisation, in: keys).appending(path: "keys.copy.sqlite")
    }

    package func keysDatabase(of organisation: OrganisationID) -> URL {
        folder(of: organisation, in: keys).appending(path: "keys.sqlite")
    }

    /// Epoch secrets, signing key and restriction ledger of an organisation.
    package func secrets(of organisation: OrganisationID) -> URL {
        folder(of: organisation, in: secrets)
    }

    private func folder(of organisation: OrganisationID, in tree: URL) -> URL {
        tree.appending(path: "organisations/\(organisation)")
    }
}
