// SPDX-License-Identifier: Apache-2.0

/// Looks at content as it comes in, piece by piece, and gives back what of it is kept.
protocol MediaCleaner: Sendable {
    /// Throws when it is not what it began as.
    mutating func clean(_ piece: [UInt8]) throws(MediaRefusal) -> [UInt8]
    /// What was held back to the end. Throws when the end is missing.
    mutating func finish() throws(MediaRefusal) -> [UInt8]
}

extension MediaType {
    /// Images lose what tells where, when and with what they were made, and whatever stands behind their end. Text has to be text.
    /// Nothing is ever decoded, so that no picture can unfold into more than it is.
    var cleaner: any MediaCleaner {
        switch self {
        case .jpeg: JPEGCleaner()
        case .png: PNGCleaner()
        case .webp: WebPCleaner()
        case .text: PlainText()
        case .gif, .pdf, .mp3, .aac, .ogg, .wav, .amr, .m4a, .mp4, .quickTime, .webm: Untouched()
        }
    }
}

private struct Untouched: MediaCleaner {
    mutating func clean(_ piece: [UInt8]) -> [UInt8] { piece }
    mutating func finish() -> [UInt8] { [] }
}
