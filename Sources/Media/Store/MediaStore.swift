// SPDX-License-Identifier: Apache-2.0

import Policy
package import Storage
package import Values
package import Vault

/// The files of one organisation, in its database, in pieces sealed under the key of the person each is about: destroying that key makes
/// them worthless wherever they lie, in backups too. Neither on the way in nor out is a file in memory whole.
///
/// A file comes in first and is attached by the transaction that stores what refers to it (`MediaQueries.attach`). What never is
/// attached goes after a day.
package struct MediaStore: Sendable {
    package static let defaultLimit = 10 << 20
    static let chunkSize = 256 << 10
    static let unsentLifetime = Duration.hours(24)

    package enum Outcome: Sendable {
        case stored(StoredMedia)
        case refused(MediaRefusal)
    }

    /// In bytes.
    package let limit: Int
    let data: any Database
    let vault: Vault
    let clock: any WallClock

    package init(data: any Database, vault: Vault, clock: any WallClock, limit: Int = Self.defaultLimit) {
        self.data = data
        self.vault = vault
        self.clock = clock
        self.limit = limit
    }

    /// Takes a file in for the person of `sealer`. One that is refused, or whose sender goes away in the middle, leaves nothing behind.
    package func take<Pieces: AsyncSequence>(
        _ pieces: Pieces, declared: DeclaredFile, sealedBy sealer: Sealer
    ) async throws -> Outcome where Pieces.Element == [UInt8] {
        let id = ID<Media>.timeOrdered(at: clock.now())
        do {
            return .stored(try await store(pieces, declared, as: id, sealer))
        } catch let refusal as MediaRefusal {
            try await delete(id)
            return .refused(refusal)
        } catch {
            // The first trouble is the one to report; what it leaves behind goes with the unsent.
            try? await delete(id)
            throw error
        }
    }

    /// The same for a file that is in memory already.
    package func take(
        _ bytes: [UInt8], declared: DeclaredFile, sealedBy sealer: Sealer
    ) async throws -> Outcome {
        try await take(Self.pieces(of: bytes), declared: declared, sealedBy: sealer)
    }

    /// What is in memory already, as it would arrive.
    package static func pieces(of bytes: [UInt8]) -> AsyncStream<[UInt8]> {
        let (pieces, end) = AsyncStream.makeStream(of: [UInt8].self)
        for start in stride(from: 0, to: bytes.count, by: chunkSize) {
            end.yield(Array(bytes[start..<min(start + chunkSize, bytes.count)]))
        }
        end.finish()
        return pieces
    }

    private func store<Pieces: AsyncSequence>(
        _ pieces: Pieces, _ declared: DeclaredFile, as id: ID<Media>, _ sealer: Sealer
    ) async throws -> StoredMedia where Pieces.Element == [UInt8] {
        var intake = try MediaIntake(declared, limit: limit, chunkSize: Self.chunkSize)
        var count = 0
        for try await piece in pieces {
            try intake.add(piece)
            while let chunk = intake.nextChunk() {
                try await write(chunk, at: count, of: id, intake.type, declared, sealer)
                count += 1
            }
        }
        try intake.finish()
        let end = intake.end(afterChunks: count)
        for chunk in end.chunks {
            try await write(chunk, at: count, of: id, intake.type, declared, sealer)
            count += 1
        }
        let seal = try sealer.seal(end.seal.text, in: .mediaSeal, row: id)
        let (size, chunks) = (intake.size, count)
        return try await data.write { session in
            // Swept or erased meanwhile: there is nothing to keep.
            guard try MediaQueries.complete(id, size: size, chunks: chunks, seal: seal, in: session),
                let stored = try MediaQueries.media(id, in: session)
            else { throw MediaRefusal.damaged }
            return stored
        }
    }

    /// The first piece comes with what the file is.
    private func write(
        _ chunk: [UInt8], at position: Int, of id: ID<Media>, _ type: MediaType?, _ declared: DeclaredFile,
        _ sealer: Sealer
    ) async throws {
        guard let type else { throw MediaRefusal.notAllowed }
        let row = MediaQueries.row(of: id, at: position)
        let content = try sealer.seal(chunk, in: .mediaContent, row: row)
        let name = try sealer.seal(FileName(declared.name, of: type).text, in: .mediaName, row: id)
        let (person, now) = (sealer.person, clock.now())
        try await data.write { session in
            if position == 0 { try MediaQueries.insert(id, of: person, type: type, name: name, at: now, in: session) }
            try MediaQueries.insertChunk(row, of: id, person: person, content, in: session)
        }
    }

    /// Nothing refers to it.
    package func delete(_ id: ID<Media>) async throws {
        try await data.write { try MediaQueries.delete(id, in: $0) }
    }

    /// Deletes what was begun a day ago and never attached, with the key of whoever has nothing else here; returns how many files went.
    @discardableResult
    package func sweepUnsent() async throws -> Int {
        let end = clock.now() - Self.unsentLifetime
        var count = 0
        while true {
            let batch = try await data.read { try MediaQueries.unsent(before: end, limit: 100, in: $0) }
            for unsent in batch {
                try await delete(unsent.id)
                let left = try await data.read { try vault.register.rows(about: unsent.person, in: $0) }
                if left.isEmpty { try await vault.destroyKeys(of: unsent.person) }
            }
            count += batch.count
            if batch.count < 100 { return count }
        }
    }
}
