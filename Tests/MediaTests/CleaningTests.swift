// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Media

@Suite("What a picture tells besides itself is taken out of it")
struct CleaningTests {
    /// However the bytes happen to arrive.
    private func cleaned(_ bytes: [UInt8], by step: Int) throws -> [UInt8] {
        let type = try #require(MediaType(beginning: Array(bytes.prefix(MediaType.signatureLength))))
        var cleaner = type.cleaner
        var kept: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: step) {
            kept += try cleaner.clean(Array(bytes[start..<min(start + step, bytes.count)]))
        }
        return kept + (try cleaner.finish())
    }

    @Test(arguments: [1, 2, 7, 64, 10_000])
    func `a JPEG keeps the picture, its colours and which side is up`(step: Int) throws {
        let kept = try cleaned(Pictures.jpeg(), by: step)

        #expect(!kept.holds(Pictures.secret))
        #expect(kept.holds(Pictures.picture + [0xff, 0xd9]) && kept.suffix(2) == [0xff, 0xd9])
        #expect(kept.holds(Array("ICC_PROFILE".utf8)) && kept.holds(Array("JFIF".utf8)))
        #expect(kept.holds([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6]))
        #expect(try cleaned(kept, by: step) == kept, "cleaning a clean picture changes nothing")
    }

    @Test func `a picture that stands upright says nothing about it`() throws {
        #expect(try !cleaned(Pictures.jpeg(turned: nil), by: 50).holds(Array("Exif".utf8)))
        #expect(try !cleaned(Pictures.jpeg(turned: 1), by: 50).holds(Array("Exif".utf8)))
    }

    @Test(arguments: [1, 3, 64, 10_000])
    func `a PNG keeps the picture, and nothing behind it`(step: Int) throws {
        let kept = try cleaned(Pictures.png(), by: step)

        #expect(!kept.holds(Pictures.secret) && !kept.holds(Array("<script>".utf8)))
        #expect(kept.holds(Array("IDAT".utf8) + Pictures.picture))
        #expect(kept.suffix(8) == Array("IEND".utf8) + [0, 0, 0, 0])
    }

    @Test(arguments: [1, 3, 64, 10_000])
    func `a WebP keeps its length and the picture`(step: Int) throws {
        let given = Pictures.webp()

        let kept = try cleaned(given, by: step)

        #expect(!kept.holds(Pictures.secret) && kept.holds(Pictures.picture))
        #expect(kept.count == given.count - Pictures.secret.count)
        #expect(kept[20] == 0x10, "the flags say no more than there is")
    }

    @Test func `what breaks off or does not go on as it began is refused`() throws {
        let whole = (jpeg: Pictures.jpeg(), png: Pictures.png(), webp: Pictures.webp())
        for broken in [whole.jpeg.prefix(30), whole.png.prefix(60), whole.webp.prefix(40)] {
            #expect(throws: MediaRefusal.damaged) { try cleaned(Array(broken), by: 16) }
        }
        #expect(throws: MediaRefusal.damaged) { try cleaned([0xff, 0xd8, 0xff, 0xe0, 0, 1] + whole.jpeg, by: 16) }
        #expect(throws: MediaRefusal.damaged) {
            try cleaned(Array(String(repeating: "A text\n", count: 100).utf8) + [0, 1], by: 90)
        }
    }
}
