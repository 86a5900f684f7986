// SPDX-License-Identifier: Apache-2.0

package import Foundation
import Synchronization
import Values

@testable package import Storage

/// A PostgreSQL server of the tests' own, started when first asked for and gone with this process.
///
/// It runs as an unprivileged user, listens on a unix socket only and does without fsync, which tests of crashes in this
/// process do not need.
package final class TestCluster: Sendable {
    /// Data and the control store lie in the one, keys in the other, as in production.
    package static let data = started()
    package static let keys = started()

    package struct NotStarted: Error, CustomStringConvertible {
        package let description: String
    }

    package static let user = "sampan"
    package static let owner = "sampan_owner"
    private static let superuser = "cluster"

    package let folder: URL
    private let templates = Mutex<Set<DatabaseKind>>([])
    private let count = Atomic<Int>(0)

    private init(in folder: URL) {
        self.folder = folder
    }

    /// Where a database of this cluster is, as the account that serves.
    package func address(of database: String, as user: String = TestCluster.user) throws -> PostgreSQLAddress {
        try PostgreSQLAddress(url: "postgresql://\(user)@/\(database)?host=\(folder.path)")
    }

    /// Runs statements as the cluster's superuser, each in a transaction of its own.
    package func administer(_ statements: String..., in database: String = "postgres") throws {
        try PostgreSQLConnection(to: address(of: database, as: Self.superuser), throughPooler: true).run(statements)
    }

    /// The one number a statement returns to the superuser.
    package func count(_ sql: String, in database: String = "postgres") throws -> Int {
        let connection = try PostgreSQLConnection(
            to: address(of: database, as: Self.superuser), throughPooler: true)
        let found = try connection.query(sql) { try $0[0] as Int }
        guard let count = found.first else { throw NotStarted(description: "no row: \(sql)") }
        return count
    }

    /// A fresh, empty database that belongs to `owner`; or a copy of another.
    package func makeDatabase(template: String = "template0") throws -> String {
        let name = "test_\(count.add(1, ordering: .relaxed).newValue)"
        try administer("CREATE DATABASE \(name) OWNER \(Self.owner) TEMPLATE \(template)")
        return name
    }

    package func drop(_ database: String) {
        // Left behind at worst: the cluster goes with the process.
        try? administer("DROP DATABASE IF EXISTS \(database) WITH (FORCE)")
    }

    /// A fresh database with this program's schema, copied from one that was migrated once.
    package func makeDatabase(_ kind: DatabaseKind) throws -> String {
        let template = "template_\(kind.rawValue)"
        try templates.withLock { made in
            guard !made.contains(kind) else { return }
            try administer("CREATE DATABASE \(template) OWNER \(Self.owner) TEMPLATE template0")
            try PostgreSQLStore.prepare(
                kind, in: settings(everywhere: template), clock: FixedWallClock(.testTime))
            made.insert(kind)
        }
        return try makeDatabase(template: template)
    }

    /// Settings under which one database serves for everything: for opening a single one.
    package func settings(
        everywhere database: String, connections: Int = 4, throughPooler: Bool = false
    ) throws -> PostgreSQLSettings {
        let address = try address(of: database)
        return PostgreSQLSettings(
            data: address, keys: address, control: address, owner: .init(user: Self.owner, password: nil),
            connections: connections, throughPooler: throughPooler)
    }

    // MARK: The server

    private static func started() -> TestCluster {
        do {
            return try start()
        } catch {
            fatalError("no PostgreSQL for the tests: \(error)")
        }
    }

    /// Starts a further server, for tests that stop or damage one.
    package static func start() throws -> TestCluster {
        // Socket paths are limited to 107 bytes, and the server's user must be able to go there.
        let folder = URL(filePath: "/tmp/sampan-pg-\(getpid())-\(UUID().uuidString.prefix(8).lowercased())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        if getuid() == 0 { try run("/usr/bin/chown", ["postgres", folder.path]) }
        let cluster = TestCluster(in: folder)
        try run(
            unprivileged[0],
            unprivileged.dropFirst() + [
                binary("initdb"), "-D", folder.path + "/data", "-U", superuser, "--auth=trust", "--encoding=UTF8",
                "--locale=C.UTF-8", "--no-sync",
            ])
        try cluster.startServer()
        try cluster.administer("CREATE ROLE \(owner) LOGIN", "CREATE ROLE \(user) LOGIN")
        Removal.add(folder)
        return cluster
    }

    /// Starts the server and waits until it takes connections.
    package func startServer() throws {
        let (folder, command) = (folder, Self.unprivileged + [Self.binary("postgres")])
        // The kernel ends the server with the thread that started it, so that thread stays.
        let thread = Thread {
            let server = Process()
            server.executableURL = URL(filePath: command[0])
            server.arguments =
                command.dropFirst() + [
                    "-D", folder.path + "/data", "-k", folder.path, "-c", "listen_addresses=", "-c", "fsync=off",
                    "-c", "full_page_writes=off", "-c", "max_connections=300", "-c", "shared_buffers=64MB",
                    "-c", "max_pred_locks_per_transaction=256",
                ]
            server.standardOutput = FileHandle.nullDevice
            server.standardError = FileHandle.nullDevice
            try? server.run()  // seen by those who wait for it
            server.waitUntilExit()
        }
        thread.start()
        for _ in 0..<600 {
            if (try? count("SELECT 1")) == 1 { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw NotStarted(description: "the server in \(folder.path) takes no connections")
    }

    /// Stops the server as a crash would, or in good order; returns when it is gone.
    package func stopServer(_ mode: String = "fast") throws {
        try Self.run(
            Self.unprivileged[0],
            Self.unprivileged.dropFirst() + [
                Self.binary("pg_ctl"), "-D", folder.path + "/data", "-m", mode, "-w", "stop",
            ])
    }

    private static func binary(_ name: String) -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        let newest = versions.compactMap(Int.init).max().map(String.init) ?? "15"
        return "/usr/lib/postgresql/\(newest)/bin/\(name)"
    }

    private static var unprivileged: [String] {
        let dying = ["/usr/bin/setpriv", "--pdeathsig", "QUIT"]
        return getuid() == 0 ? dying + ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : dying
    }

    private static func run(_ path: String, _ arguments: some Sequence<String>) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: path)
        process.arguments = Array(arguments)
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardOutput = output
        process.standardError = output
        process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw NotStarted(description: "\(arguments.joined(separator: " ")): \(text)")
        }
    }
}

/// The folders to remove when the process ends; the servers themselves end with it.
private enum Removal {
    private static let folders = Mutex<[URL]>([])

    static func add(_ folder: URL) {
        let isFirst = folders.withLock { folders in
            folders.append(folder)
            return folders.count == 1
        }
        guard isFirst else { return }
        atexit {
            // The server needs its files no more, and ends with this process.
            for folder in Removal.folders.withLock({ $0 }) { try? FileManager.default.removeItem(at: folder) }
        }
    }
}
