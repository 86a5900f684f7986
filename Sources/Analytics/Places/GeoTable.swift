// SPDX-License-Identifier: Apache-2.0

/// Which country and region an address belongs to, in memory. Nothing is asked of anybody.
package struct GeoTable: Hashable, Sendable {
    /// The first stands for nowhere.
    let places: [Place?]
    let version4: GeoRanges<UInt32>
    let version6: GeoRanges<UInt64>

    init(places: [Place?], version4: GeoRanges<UInt32>, version6: GeoRanges<UInt64>) {
        self.places = places
        self.version4 = version4
        self.version6 = version6
    }

    package func place(of address: String) -> Place? {
        let number =
            switch NetworkAddress(address) {
            case .version4(let number): version4.place(of: number)
            case .version6(let number): version6.place(of: number)
            case nil: UInt16(0)
            }
        return Int(number) < places.count ? places[Int(number)] : nil
    }

    package var rangeCount: Int { version4.starts.count + version6.starts.count }

    /// The addresses that documents may use (RFC 5737, RFC 3849), each in a place: for demo and tests, and harmless
    /// elsewhere, since nobody has one.
    package static let documentation: GeoTable = {
        var table = GeoImport()
        table.add(line: "192.0.2.0,192.0.2.255,JP,Tokyo")
        table.add(line: "198.51.100.0,198.51.100.255,VN,Ho Chi Minh City")
        table.add(line: "203.0.113.0,203.0.113.255,VN,Hanoi")
        table.add(line: "2001:db8::,2001:db8:ffff:ffff:ffff:ffff:ffff:ffff,SG,")
        return table.table
    }()
}
