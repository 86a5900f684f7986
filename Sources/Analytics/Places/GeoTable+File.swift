// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The table as a file, little-endian: a mark; the number of places and each as country, length, region; then for each
/// kind of address the number of ranges, their starts and their places.
extension GeoTable {
    private static let mark = [UInt8]("sampan geo 1\n".utf8)

    package var file: Data {
        var bytes = Self.mark
        Self.append(UInt32(places.count - 1), to: &bytes)
        for case .some(let place) in places.dropFirst() {
            let region = [UInt8]((place.region ?? "").utf8)
            bytes += Array(place.country.utf8) + [UInt8(region.count)] + region
        }
        Self.append(version4, to: &bytes)
        Self.append(version6, to: &bytes)
        return Data(bytes)
    }

    /// Throws `NotATable` for anything `file` did not write.
    package init(file: Data) throws {
        var rest = [UInt8](file)[...]
        guard rest.starts(with: Self.mark) else { throw NotATable() }
        rest = rest.dropFirst(Self.mark.count)
        var places: [Place?] = [nil]
        for _ in 0..<(try Self.number(UInt32.self, from: &rest)) {
            let country = String(decoding: try Self.take(2, from: &rest), as: UTF8.self)
            let length = Int(try Self.number(UInt8.self, from: &rest))
            let region = String(decoding: try Self.take(length, from: &rest), as: UTF8.self)
            places.append(Place(country: country, region: region.isEmpty ? nil : region))
        }
        let version4 = try Self.ranges(UInt32.self, from: &rest)
        let version6 = try Self.ranges(UInt64.self, from: &rest)
        guard rest.isEmpty else { throw NotATable() }
        self.init(places: places, version4: version4, version6: version6)
    }

    private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    private static func append<Number>(_ ranges: GeoRanges<Number>, to bytes: inout [UInt8]) {
        append(UInt32(ranges.starts.count), to: &bytes)
        for start in ranges.starts { append(start, to: &bytes) }
        for place in ranges.places { append(place, to: &bytes) }
    }

    private static func ranges<Number: FixedWidthInteger & Sendable>(
        _: Number.Type, from rest: inout ArraySlice<UInt8>
    ) throws -> GeoRanges<Number> {
        let count = Int(try number(UInt32.self, from: &rest))
        let starts = try numbers(count, Number.self, from: &rest)
        return GeoRanges(starts: starts, places: try numbers(count, UInt16.self, from: &rest))
    }

    private static func numbers<Number: FixedWidthInteger>(
        _ count: Int, _: Number.Type, from rest: inout ArraySlice<UInt8>
    ) throws -> [Number] {
        let size = MemoryLayout<Number>.size
        return try take(count * size, from: &rest).withUnsafeBytes { bytes in
            (0..<count).map {
                Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * size, as: Number.self))
            }
        }
    }

    private static func number<Number: FixedWidthInteger>(
        _: Number.Type, from rest: inout ArraySlice<UInt8>
    ) throws -> Number {
        try numbers(1, Number.self, from: &rest)[0]
    }

    private static func take(_ count: Int, from rest: inout ArraySlice<UInt8>) throws -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw NotATable() }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }
}

package struct NotATable: Error, CustomStringConvertible {
    package var description: String {
        "This is no table of places. Make one with \"sampan geo import\" from a list of addresses and countries."
    }
}
