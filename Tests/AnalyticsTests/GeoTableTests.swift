// SPDX-License-Identifier: Apache-2.0

import Analytics
import Foundation
import Testing

@Suite("Country and region of an address")
struct GeoTableTests {
    private func table(_ lines: String...) -> GeoTable {
        var reading = GeoImport()
        for line in lines { reading.add(line: line) }
        return reading.table
    }

    @Test(arguments: [
        ("203.0.113.0", "VN Hanoi"), ("203.0.113.255", "VN Hanoi"), ("198.51.100.7", "VN Ho Chi Minh City"),
        ("::ffff:203.0.113.9", "VN Hanoi"), ("2001:db8:1::2", "SG"), ("203.0.114.0", nil), ("127.0.0.1", nil),
        ("2001:db9::1", nil), ("::1", nil), ("local", nil), ("", nil), ("203.0.113", nil), ("0.0.0.0", nil),
        ("255.255.255.255", nil),
    ])
    func `an address is in a place or nowhere`(address: String, place: String?) {
        let found = GeoTable.documentation.place(of: address)

        #expect(found.map { [$0.country, $0.region].compactMap { $0 }.joined(separator: " ") } == place)
    }

    @Test func `neighbours of one place become one range and gaps stay gaps`() {
        let table = table(
            "1.0.0.0,1.0.0.255,VN,Hanoi", "1.0.1.0,1.0.1.255,VN,Hanoi", "1.0.3.0,1.0.3.255,VN,Hue",
            "255.255.255.0,255.255.255.255,AU,")

        #expect(table.rangeCount == 5)
        #expect(table.place(of: "1.0.1.9")?.region == "Hanoi")
        #expect(table.place(of: "1.0.2.9") == nil)
        #expect(table.place(of: "1.0.3.9")?.region == "Hue")
        #expect(table.place(of: "255.255.255.255")?.country == "AU")
    }

    @Test func `a city and what stands behind it is not taken in`() {
        let table = table("\"1.0.0.0\",\"1.0.0.255\",\"VN\",\"Hanoi, Capital\",\"Ba Dinh\",,100000,21.03,105.8")

        #expect(table.place(of: "1.0.0.1")?.region == "Hanoi Capital")
        #expect(!table.file.description.contains("Ba Dinh"))
        #expect(table.file.range(of: Data("Ba Dinh".utf8)) == nil)
    }

    @Test func `lines that are none are counted and left out`() {
        var reading = GeoImport()
        for line in ["start,end,country", "1.0.0.0,2001::,VN", "1.0.0.0,1.0.0.255,", "1.0.0.0", ""] {
            reading.add(line: line)
        }

        #expect(reading.skipped == 5)
        #expect(reading.table.rangeCount == 0)
    }

    @Test func `a table comes back from its file as it was`() throws {
        let table = GeoTable.documentation

        #expect(try GeoTable(file: table.file) == table)
    }

    @Test(arguments: ["", "sampan geo 1\n", "sampan geo 1\n\u{ff}\u{ff}\u{ff}\u{7f}", "something else"])
    func `another file is refused`(text: String) {
        #expect(throws: NotATable.self) { try GeoTable(file: Data(text.unicodeScalars.map { UInt8($0.value) })) }
    }
}
