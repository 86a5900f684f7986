// SPDX-License-Identifier: Apache-2.0

/// Small files of each kind, made by hand.
enum Pictures {
    static let secret = Array("10°46'N 106°42'E".utf8)

    /// A picture with a place, a comment, a profile, and an archive behind its end.
    static func jpeg(turned: UInt8? = 6) -> [UInt8] {
        var bytes: [UInt8] = [0xff, 0xd8]
        bytes += segment(0xe0, Array("JFIF\0".utf8) + [1, 2, 0, 0, 1, 0, 1, 0, 0])
        bytes += segment(0xe1, Array("Exif\0\0".utf8) + exif(turned) + secret)
        bytes += segment(0xe1, Array("http://ns.adobe.com/xap/1.0/\0".utf8) + secret)
        bytes += segment(0xe2, Array("ICC_PROFILE\0".utf8) + [1, 1, 9, 9])
        bytes += segment(0xfe, secret)
        bytes += segment(0xdb, [UInt8](repeating: 1, count: 65))
        bytes += segment(0xc0, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
        bytes += segment(0xda, [1, 1, 0, 0, 63, 0]) + picture + [0xff, 0xd9]
        return bytes + Array("PK\u{3}\u{4}".utf8) + secret
    }

    static let picture: [UInt8] = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]

    private static func exif(_ turned: UInt8?) -> [UInt8] {
        let entry: [UInt8] =
            turned.map { [0x12, 0x01, 3, 0, 1, 0, 0, 0, $0, 0, 0, 0] } ?? [UInt8](repeating: 0, count: 12)
        return [0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 1, 0] + entry + [0, 0, 0, 0]
    }

    private static func segment(_ code: UInt8, _ body: [UInt8]) -> [UInt8] {
        let length = body.count + 2
        return [0xff, code, UInt8(length >> 8), UInt8(length & 0xff)] + body
    }

    /// As wide and high as a number can be: nothing here unfolds it.
    static func png() -> [UInt8] {
        let head: [UInt8] = [0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 8, 6, 0, 0, 0]
        return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + chunk("IHDR", head) + chunk("tEXt", secret)
            + chunk("eXIf", secret) + chunk("IDAT", picture) + chunk("IEND", []) + Array("<script>".utf8) + secret
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        let length = UInt32(body.count)
        return [0, 0, 0, UInt8(length)] + Array(name.utf8) + body + [0, 0, 0, 0]
    }

    static func webp() -> [UInt8] {
        let content =
            Array("WEBP".utf8) + part("VP8X", [0x0c | 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0]) + part("VP8 ", picture)
            + part("EXIF", secret) + part("XMP ", secret)
        return Array("RIFF".utf8) + little(content.count) + content + secret
    }

    private static func part(_ name: String, _ body: [UInt8]) -> [UInt8] {
        Array(name.utf8) + little(body.count) + body + [UInt8](repeating: 0, count: body.count % 2)
    }

    private static func little(_ number: Int) -> [UInt8] {
        [UInt8(number & 0xff), UInt8(number >> 8 & 0xff), UInt8(number >> 16 & 0xff), 0]
    }
}

extension [UInt8] {
    func holds(_ other: [UInt8]) -> Bool {
        count >= other.count
            && (0...(count - other.count)).contains { self[$0..<$0 + other.count].elementsEqual(other) }
    }
}
