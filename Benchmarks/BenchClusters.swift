// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage

/// Two PostgreSQL servers of the benchmark's own, one for data and one for keys, as in production: with fsync, run by an
/// unprivileged user, gone with this process.
///
/// The tests start theirs without fsync and through what only tests can see, so nothing is shared with them.
final class BenchClusters {
    private let folder: URL
    private var databases = 0

    init() throws {
        // Socket paths are limited to 107 bytes, and the server's user must be able to go there.
        folder = URL(filePath: "/tmp/sampan-bench-\(getpid())-\(UUID().uuidString.prefix(4).lowercased())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        if getuid() == 0 { try Self.run(["/usr/bin/chown", "postgres", folder.path]) }
        for name in ["data", "keys"] {
            let home = folder.appending(path: name).path
            try Self.run(
                Self.unprivileged + [
                    Self.binary("initdb"), "-D", home, "-U", "cluster", "--auth=trust", "--encoding=UTF8",
                    "--locale=C.UTF-8",
                ])
            try start(name)
            for role in ["sampan_owner", "sampan"] { try run("CREATE ROLE \(role) LOGIN", on: name) }
        }
    }

    /// Fresh databases for one installation, and a configuration file that names them.
    func makeDatabases(in configuration: URL) throws -> PostgreSQLSettings {
        databases += 1
        let addresses = try [("data", "data"), ("keys", "keys"), ("control", "data")].map { kind, server in
            let name = "\(kind)_\(databases)"
            try run("CREATE DATABASE \(name) OWNER sampan_owner TEMPLATE template0", on: server)
            return "postgresql://sampan@/\(name)?host=\(folder.appending(path: "\(server)-socket").path)"
        }
        let storage = [
            "dataURL": addresses[0], "keysURL": addresses[1], "controlURL": addresses[2], "ownerUser": "sampan_owner",
        ]
        try JSONSerialization.data(withJSONObject: ["storage": storage]).write(to: configuration)
        return PostgreSQLSettings(
            data: try PostgreSQLAddress(url: addresses[0]), keys: try PostgreSQLAddress(url: addresses[1]),
            control: try PostgreSQLAddress(url: addresses[2]), owner: .init(user: "sampan_owner", password: nil))
    }

    func stop() {
        for name in ["data", "keys"] {
            let home = folder.appending(path: name).path
            // Gone already at worst.
            try? Self.run(Self.unprivileged + [Self.binary("pg_ctl"), "-D", home, "-m", "immediate", "-w", "stop"])
        }
        // In the system's temporary folder, which it empties too.
        try? FileManager.default.removeItem(at: folder)
    }

    private func start(_ name: String) throws {
        let (home, socket) = (folder.appending(path: name).path, folder.appending(path: "\(name)-socket"))
        try Self.run(Self.unprivileged + ["/usr/bin/mkdir", socket.path])
        let command =
            Self.unprivileged + [
                Self.binary("postgres"), "-D", home, "-k", socket.path, "-c", "listen_addresses=", "-c",
                "max_connections=100", "-c", "shared_buffers=256MB",
            ]
        // The kernel ends the server with the thread that started it, so that thread stays.
        Thread {
            let server = Process()
            server.executableURL = URL(filePath: command[0])
            server.arguments = Array(command.dropFirst())
            server.standardOutput = FileHandle.nullDevice
            server.standardError = FileHandle.nullDevice
            try? server.run()  // seen by those who wait for it
            server.waitUntilExit()
        }.start()
        for _ in 0..<600 {
            if (try? run("SELECT 1", on: name)) != nil { return }
            Thread.sleep(forTimeInterval: 0.05)
        }
        throw NotReady()
    }

    private func run(_ statement: String, on name: String) throws {
        let socket = folder.appending(path: "\(name)-socket").path
        try Self.run(
            Self.unprivileged + [
                Self.binary("psql"), "-X", "-q", "-h", socket, "-U", "cluster", "-d", "postgres", "-c", statement,
            ])
    }

    private static func binary(_ name: String) -> String {
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        return "/usr/lib/postgresql/\(versions.compactMap(Int.init).max() ?? 15)/bin/\(name)"
    }

    private static var unprivileged: [String] {
        let dying = ["/usr/bin/setpriv", "--pdeathsig", "QUIT"]
        return getuid() == 0 ? dying + ["--reuid=postgres", "--regid=postgres", "--clear-groups"] : dying
    }

    private static func run(_ command: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        process.currentDirectoryURL = URL(filePath: "/")
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw NotReady() }
    }
}
