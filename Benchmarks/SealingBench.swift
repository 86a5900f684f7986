// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Policy
import Storage
import Values
import Vault

/// What sealing costs beside the same value stored plain: one row of 50 bytes, saved durably, read by its key.
struct SealingBench {
    static let value = String(repeating: "x", count: 50)
    static let field = SealedField(table: "sealed", column: "value", number: 999, category: .emailAddress)
    let folder: URL

    func figures() async throws -> [Figure] {
        let bench = try BenchVault(in: folder.appending(path: "sealing"))
        let data = bench.scratch
        let sealer = try await bench.vault.enrol()
        let ids = (0..<400).map { _ in ID<String>.timeOrdered(at: bench.clock.now()) }
        var stored = 0

        func save(_ value: some SQLEncodable & Sendable, into table: String, _ id: ID<String>) async throws {
            try await data.write { try $0.execute("INSERT INTO \(table) (id, value) VALUES ($1, $2)", id, value) }
        }
        let saving = try await ratio(rounds: 9) {
            for _ in 0..<400 {
                let id = ID<String>.timeOrdered(at: bench.clock.now())
                try await save(try sealer.seal(Self.value, in: Self.field, row: id), into: "sealed", id)
            }
        } to: {
            for _ in 0..<400 {
                try await save(Self.value, into: "plain", ID<String>.timeOrdered(at: bench.clock.now()))
            }
        }
        for id in ids {
            let sealed = try sealer.seal(Self.value, in: Self.field, row: id)
            stored = sealed.bytes.count
            try await save(sealed, into: "sealed", id)
            try await save(Self.value, into: "plain", id)
        }
        let reading = try await ratio(rounds: 15) {
            for id in ids {
                let sealed = try await data.read {
                    try $0.first("SELECT value FROM sealed WHERE id = $1", id) { try $0[0] as Sealed }
                }
                guard let sealed else { continue }
                _ = try await bench.vault.open(
                    SealedValue(sealed, in: Self.field, row: id.bytes), of: sealer.person, for: .purchase,
                    as: .system("bench"))
            }
        } to: {
            for id in ids {
                _ = try await data.read {
                    try $0.first("SELECT value FROM plain WHERE id = $1", id) { try $0[0] as String }
                }
            }
        }
        return [
            Figure(name: "sealed-save", value: saving, unit: "× plain", goal: .atMost(1.3)),
            Figure(name: "sealed-read", value: reading, unit: "× plain", goal: .atMost(1.2)),
            Figure(
                name: "sealed-size", value: Double(stored) / Double(Self.value.utf8.count), unit: "× plain",
                goal: .atMost(1.7)),
        ]
    }
}
