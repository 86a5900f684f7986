// SPDX-License-Identifier: Apache-2.0

extension MediaType {
    /// How much of the beginning is looked at.
    static let signatureLength = 512

    /// What content with this beginning is, whatever anybody says it is; nil for what may not be sent.
    init?(beginning: [UInt8]) {
        if let found = Self.fixed.first(where: { beginning.starts(with: $0.signature) }) {
            self = found.type
        } else if beginning.starts(with: Array("RIFF".utf8)), let form = Self.word(at: 8, in: beginning) {
            switch form {
            case "WEBP": self = .webp
            case "WAVE": self = .wav
            default: return nil
            }
        } else if Self.word(at: 4, in: beginning) == "ftyp", let brand = Self.word(at: 8, in: beginning) {
            guard let type = Self.type(ofBrand: brand) else { return nil }
            self = type
        } else if beginning.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) {
            // A Matroska container says further on which kind it is.
            guard String(decoding: beginning.prefix(64), as: UTF8.self).contains("webm") else { return nil }
            self = .webm
        } else if PlainText.mayBegin(with: beginning) {
            self = .text
        } else {
            return nil
        }
    }

    private static let fixed: [(signature: [UInt8], type: MediaType)] = [
        ([0xff, 0xd8, 0xff], .jpeg),
        ([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], .png),
        (Array("GIF87a".utf8), .gif), (Array("GIF89a".utf8), .gif),
        (Array("%PDF-".utf8), .pdf),
        (Array("ID3".utf8), .mp3), ([0xff, 0xfb], .mp3), ([0xff, 0xf3], .mp3), ([0xff, 0xf2], .mp3),
        ([0xff, 0xf1], .aac), ([0xff, 0xf9], .aac),
        (Array("OggS".utf8), .ogg),
        (Array("#!AMR".utf8), .amr),
    ]

    /// Of the ISO base media format. Still images in it (HEIC, AVIF) are not taken: nothing here can take the place they were
    /// made at out of them.
    private static func type(ofBrand brand: String) -> MediaType? {
        switch brand {
        case "M4A ", "M4B ": .m4a
        case "qt  ": .quickTime
        case "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "MSNV", "M4V ", "dash": .mp4
        case _ where brand.hasPrefix("3gp") || brand.hasPrefix("3g2"): .mp4
        default: nil
        }
    }

    private static func word(at index: Int, in bytes: [UInt8]) -> String? {
        guard bytes.count >= index + 4 else { return nil }
        return String(decoding: bytes[index..<index + 4], as: UTF8.self)
    }
}
