// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration
import Storage

extension StorageEngine {
    /// PostgreSQL when the address of a database is set, and then all three must be; else files.
    init(_ keys: ConfigReader) throws {
        let addresses = (
            data: keys.string(forKey: "dataURL", isSecret: true), keys: keys.string(forKey: "keysURL", isSecret: true),
            control: keys.string(forKey: "controlURL", isSecret: true)
        )
        if addresses == (nil, nil, nil) {
            self = .sqlite
            return
        }
        guard let data = addresses.data, let keyStore = addresses.keys, let control = addresses.control else {
            throw ValidationError(
                "storage.dataURL, storage.keysURL and storage.controlURL are set together or not at all.")
        }
        let owner = keys.string(forKey: "ownerUser").map {
            PostgreSQLSettings.Owner(user: $0, password: keys.string(forKey: "ownerPassword", isSecret: true))
        }
        self = .postgreSQL(
            PostgreSQLSettings(
                data: try PostgreSQLAddress(url: data), keys: try PostgreSQLAddress(url: keyStore),
                control: try PostgreSQLAddress(url: control), owner: owner,
                connections: max(keys.int(forKey: "connections", default: 8), 1),
                throughPooler: keys.bool(forKey: "throughPooler", default: false),
                mayShareCluster: keys.bool(forKey: "mayShareCluster", default: false)))
    }
}
