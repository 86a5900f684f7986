// SPDX-License-Identifier: Apache-2.0

import App
import Crypto
import Foundation
import Policy
import Storage
import Values
import Vault

/// A vault on fresh files, with the policy of the first business and a scratch database beside it.
struct BenchVault {
    let vault: Vault
    let data: SQLiteDatabase
    let scratch: SQLiteDatabase
    let clock = SystemWallClock()

    init(in folder: URL) throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let keys = try SQLiteDatabase.open(.keys, at: folder.appending(path: "keys.sqlite"), clock: clock)
        data = try SQLiteDatabase.open(.data, at: folder.appending(path: "data.sqlite"), clock: clock)
        let tables = ["plain", "sealed"].map { name in
            "CREATE TABLE \(name) (id BLOB NOT NULL PRIMARY KEY, value \(name == "plain" ? "TEXT" : "BLOB") NOT NULL);"
        }
        scratch = try SQLiteDatabase.open(
            .data, at: folder.appending(path: "scratch.sqlite"),
            migrations: [Migration(number: 1, name: "bench", sql: tables.joined(separator: "\n"))], clock: clock)
        let organisation = OrganisationID.random()
        let organisationKeys = try OrganisationKeys(
            organisation: organisation, root: SymmetricKey(size: .bits256), secrets: folder.appending(path: "secrets"))
        let business = try Businesses(in: "Businesses").all.filter(\.policy.declarations.sells)[0]
        vault = Vault(
            keys: keys, data: data, organisationKeys: organisationKeys,
            ledger: try RestrictionLedger(
                file: folder.appending(path: "ledger"), key: organisationKeys.ledgerKey()),
            policy: business.policy, register: .program, clock: clock)
    }
}
