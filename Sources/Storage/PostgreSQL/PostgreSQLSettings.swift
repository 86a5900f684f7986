// SPDX-License-Identifier: Apache-2.0

/// Which engine holds the databases.
package enum StorageEngine: Hashable, Sendable {
    /// Files below the trees `data` and `keys`.
    case sqlite
    case postgreSQL(PostgreSQLSettings)
}

/// The databases of an installation on PostgreSQL. Keys lie in another cluster than data, so that no backup holds both.
package struct PostgreSQLSettings: Hashable, Sendable {
    /// The account that owns the tables: for migrations. A server without it refuses a database that lacks one.
    package struct Owner: Hashable, Sendable {
        package let user: String
        package let password: String?

        package init(user: String, password: String?) {
            self.user = user
            self.password = password
        }
    }

    package let data: PostgreSQLAddress
    package let keys: PostgreSQLAddress
    package let control: PostgreSQLAddress
    package let owner: Owner?
    /// To each database, from this process.
    package let connections: Int
    /// Behind a pooler such as pgbouncer in transaction mode: nothing is kept in a session, nothing is listened for.
    package let throughPooler: Bool
    /// In development only: data and keys in one cluster, whose backup then holds both.
    package let mayShareCluster: Bool

    package init(
        data: PostgreSQLAddress, keys: PostgreSQLAddress, control: PostgreSQLAddress, owner: Owner?,
        connections: Int = 8, throughPooler: Bool = false, mayShareCluster: Bool = false
    ) {
        self.data = data
        self.keys = keys
        self.control = control
        self.owner = owner
        self.connections = connections
        self.throughPooler = throughPooler
        self.mayShareCluster = mayShareCluster
    }

    func ownerAddress(of kind: DatabaseKind) -> PostgreSQLAddress? {
        owner.map { address(of: kind).as(user: $0.user, password: $0.password) }
    }

    package func address(of kind: DatabaseKind) -> PostgreSQLAddress {
        switch kind {
        case .data: data
        case .keys: keys
        case .control: control
        }
    }
}
