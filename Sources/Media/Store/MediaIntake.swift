// SPDX-License-Identifier: Apache-2.0

import Crypto

/// A file on its way in: what it is, whether it may, and what of it is kept, with never more than a few pieces in memory.
struct MediaIntake {
    private let declared: DeclaredFile
    private let limit: Int
    private let chunkSize: Int
    private(set) var type: MediaType?
    private var cleaner: any MediaCleaner = PlainText()
    /// The beginning, until there is enough of it to tell what it is.
    private var head: [UInt8] = []
    private var received = 0
    private var receivedDigest = SHA256()
    private var kept: [UInt8] = []
    private(set) var size = 0
    private var digest = SHA256()

    init(_ declared: DeclaredFile, limit: Int, chunkSize: Int) throws(MediaRefusal) {
        self.declared = declared
        self.limit = limit
        self.chunkSize = chunkSize
        guard declared.size ?? 0 <= limit else { throw .tooLarge }
    }

    mutating func add(_ piece: [UInt8]) throws(MediaRefusal) {
        received += piece.count
        guard received <= limit else { throw .tooLarge }
        if declared.sha256 != nil { receivedDigest.update(data: piece) }
        guard type == nil else { return try keep(piece) }
        head += piece
        if head.count >= MediaType.signatureLength { try recognise() }
    }

    mutating func finish() throws(MediaRefusal) {
        guard received > 0 else { throw .empty }
        if type == nil { try recognise() }
        kept += try cleaner.finish()
        if let expected = declared.sha256, Array(receivedDigest.finalize()) != expected { throw .damaged }
        if let size = declared.size, size != received { throw .damaged }
        size += kept.count
        digest.update(data: kept)
    }

    /// A piece as long as they all are; nil until there is one.
    mutating func nextChunk() -> [UInt8]? {
        guard kept.count >= chunkSize else { return nil }
        let chunk = Array(kept.prefix(chunkSize))
        kept.removeFirst(chunkSize)
        size += chunk.count
        digest.update(data: chunk)
        return chunk
    }

    /// What is left at the end, and the seal of the whole. After `finish`.
    func end(afterChunks count: Int) -> (chunks: [[UInt8]], seal: MediaSeal) {
        let chunks = stride(from: 0, to: kept.count, by: chunkSize).map {
            Array(kept[$0..<min($0 + chunkSize, kept.count)])
        }
        return (chunks, MediaSeal(digest: Array(digest.finalize()), size: size, chunks: count + chunks.count))
    }

    private mutating func recognise() throws(MediaRefusal) {
        guard let type = MediaType(beginning: head) else { throw .notAllowed }
        guard type.fits(declared.type) else { throw .mistyped }
        self.type = type
        cleaner = type.cleaner
        let beginning = head
        head = []
        try keep(beginning)
    }

    private mutating func keep(_ piece: [UInt8]) throws(MediaRefusal) {
        kept += try cleaner.clean(piece)
    }
}
