// SPDX-License-Identifier: Apache-2.0

/// Keeps of a JPEG (ITU-T T.81, annex B) what makes the picture: comments and application segments go, but for those that say how to
/// show it, and with them the place, the time and the camera. Which side is up is written anew.
struct JPEGCleaner: MediaCleaner {
    private enum Place { case marker, scan, end }

    private var waiting: [UInt8] = []
    private var place = Place.marker
    private var hasPicture = false

    mutating func clean(_ piece: [UInt8]) throws(MediaRefusal) -> [UInt8] {
        guard place != .end else { return [] }  // whatever stands behind the picture is no part of it
        waiting += piece
        var kept: [UInt8] = []
        var index = 0
        while place != .end,
            let next = try place == .scan ? scan(from: index, &kept) : segment(from: index, &kept)
        {
            index = next
        }
        waiting.removeFirst(index)
        return kept
    }

    /// A camera that was switched off too early leaves the end away.
    mutating func finish() throws(MediaRefusal) -> [UInt8] {
        guard hasPicture else { throw .damaged }
        guard place == .scan else {
            if place == .end { return [] }
            throw .damaged
        }
        return waiting.last == 0xff ? waiting + [0xd9] : waiting + [0xff, 0xd9]
    }

    /// Where the compressed data that begin here end; nil until more has come.
    private mutating func scan(from start: Int, _ kept: inout [UInt8]) -> Int? {
        guard start < waiting.count else { return nil }
        guard let mark = waiting[start...].firstIndex(of: 0xff) else {
            kept += waiting[start...]
            return waiting.count
        }
        kept += waiting[start..<mark]
        guard mark + 1 < waiting.count else { return mark > start ? mark : nil }
        switch waiting[mark + 1] {
        case 0x00, 0xd0...0xd7:
            kept += waiting[mark...mark + 1]
            return mark + 2
        case 0xff: return mark + 1  // a filler
        default:
            place = .marker
            return mark
        }
    }

    /// The end of the segment that begins here; nil until all of it has come.
    private mutating func segment(from start: Int, _ kept: inout [UInt8]) throws(MediaRefusal) -> Int? {
        guard waiting.count >= start + 2 else { return nil }
        guard waiting[start] == 0xff else { throw .damaged }
        let code = waiting[start + 1]
        switch code {
        case 0xff: return start + 1
        case 0xd8, 0x01, 0xd0...0xd7:
            kept += [0xff, code]
            return start + 2
        case 0xd9:
            kept += [0xff, code]
            place = .end
            return waiting.count
        default: break
        }
        guard waiting.count >= start + 4 else { return nil }
        let length = Int(waiting[start + 2]) << 8 | Int(waiting[start + 3])
        guard code >= 0xc0, length >= 2 else { throw .damaged }
        guard waiting.count >= start + 2 + length else { return nil }
        let body = waiting[(start + 4)..<(start + 2 + length)]
        if code == 0xe1 {
            if let side = EXIFOrientation(segment: body) { kept += side.segment }
        } else if Self.shows(code, body) {
            kept += waiting[start..<(start + 2 + length)]
        }
        if code == 0xda {
            place = .scan
            hasPicture = true
        }
        return start + 2 + length
    }

    /// JFIF, colour profiles and Adobe's transform say how the picture is shown; other application segments and comments do not.
    private static func shows(_ code: UInt8, _ body: ArraySlice<UInt8>) -> Bool {
        switch code {
        case 0xe0: body.starts(with: Array("JFIF\0".utf8))
        case 0xe2: body.starts(with: Array("ICC_PROFILE\0".utf8))
        case 0xee: body.starts(with: Array("Adobe".utf8))
        case 0xe1...0xef, 0xfe: false
        default: true
        }
    }
}
