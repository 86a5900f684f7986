// SPDX-License-Identifier: Apache-2.0

extension Repository {
    package struct Verified: Sendable {
        package let snapshots: Int
        package let chunks: Int
        package let bytes: Int
        /// What is wrong, in the order it was found; empty when every backup can be restored.
        package let damage: [RepositoryDamage]
    }

    /// Reads every chunk that a backup names, opens it, and compares it with its name.
    ///
    /// - Parameter newestOnly: looks at the newest backup alone.
    package func verify(newestOnly: Bool = false) async throws -> Verified {
        var damage: [RepositoryDamage] = []
        var names: Set<ChunkName> = []
        let all = try await self.names()
        let looked = newestOnly ? Array(all.suffix(1)) : all
        for name in looked {
            do {
                names.formUnion(try await manifest(name).chunks)
            } catch let found as RepositoryDamage {
                damage.append(found)
            }
        }
        var bytes = 0
        for name in names.sorted(by: { $0.text < $1.text }) {
            do {
                bytes += try await chunk(name).count
            } catch let found as RepositoryDamage {
                damage.append(found)
            }
        }
        return Verified(snapshots: looked.count, chunks: names.count, bytes: bytes, damage: damage)
    }
}
