// SPDX-License-Identifier: Apache-2.0

import Foundation
import Storage
import Values
import Vault

/// How long until nothing of a person can be read any more, whatever the number of rows. Sweeping comes after.
struct ErasureBench {
    let folder: URL

    func figures() async throws -> [Figure] {
        let bench = try BenchVault(in: folder.appending(path: "erasure"))
        var times: [Double] = []
        for _ in 0..<200 {
            let person = try await person(rows: 5, in: bench)
            times.append(try await seconds { try await bench.vault.destroyKeys(of: person) })
        }
        let heaviest = try await person(rows: 10_000, in: bench)
        let longest = try await seconds { try await bench.vault.destroyKeys(of: heaviest) }
        return [
            Figure(name: "erase-median", value: times.median * 1000, unit: "ms", goal: .below(5)),
            Figure(name: "erase-heaviest", value: longest * 1000, unit: "ms", goal: .below(50)),
        ]
    }

    private func person(rows: Int, in bench: BenchVault) async throws -> PersonID {
        let sealer = try await bench.vault.enrol(findableBy: [(.guestEmail, UUID().uuidString)])
        let values = try (0..<rows).map { _ in
            let id = ID<String>.timeOrdered(at: bench.clock.now())
            return (id, try sealer.seal(SealingBench.value, in: SealingBench.field, row: id))
        }
        try await bench.scratch.write { session in
            for (id, value) in values {
                try session.execute("INSERT INTO sealed (id, value) VALUES ($1, $2)", id, value)
            }
        }
        return sealer.person
    }
}
