// SPDX-License-Identifier: Apache-2.0

/// A view over water: each place gets a face without a picture to load, in the business's colours.
package enum Landscape: Sendable, CaseIterable {
    /// The limestone towers of Hạ Long.
    case karst
    case volcano, pagoda, spires, skyline, bridge, steeple, hills, palms

    /// The same view for the same place, always; known places get the one people think of.
    package static func `for`(_ place: String) -> Landscape {
        switch place {
        case "vietnam", "china", "laos": return .karst
        case "japan", "indonesia", "philippines": return .volcano
        case "korea", "south-korea", "taiwan": return .pagoda
        case "thailand", "cambodia", "myanmar": return .spires
        case "usa", "united-states", "australia": return .bridge
        case "singapore", "hong-kong", "united-arab-emirates", "dubai": return .skyline
        case "europe", "france", "germany", "italy", "united-kingdom", "spain": return .steeple
        case "malaysia", "sri-lanka", "maldives", "hawaii": return .palms
        default:
            let sum = place.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff }
            return allCases[sum % allCases.count]
        }
    }

    /// What stands behind, on a ground of 120 by 100 whose water begins at 72.
    var far: StaticString {
        switch self {
        case .karst:
            "M0 72V58c5-12 13-13 18-1 5-18 16-22 23-3 6-24 20-26 27 0 5-13 14-14 19-2 6-15 15-17 21-4 4-7 8-8 12-6v30Z"
        case .volcano: "M0 72V64c14-4 26-5 40-3s30-6 44-4 24 4 36 2v13Z"
        case .pagoda: "M0 72V60c18-8 32-9 48-3s34 4 48-2c9-4 17-4 24-2v19Z"
        case .skyline: "M0 72V56h8V46h9v10h7V38h11v18h9V30h8v26h12V42h10v14h8V34h9v22h11V48h10v10h8v14Z"
        case .spires: "M0 72V62c26-6 50-6 72-2s34 2 48-2v14Z"
        case .bridge: "M0 72V60c12-6 22-6 32-2s20 4 30 2 40-12 58-6v18Z"
        case .steeple: "M0 72V58c22-10 40-10 60-4s40 2 60-6v24Z"
        case .hills: "M0 72V56c20-14 36-14 52-4s34 6 46-4c8-6 16-7 22-6v30Z"
        case .palms: "M0 72V64c20-6 44-8 64-4s38 4 56 0v12Z"
        }
    }

    var near: StaticString {
        switch self {
        case .karst: "M2 72c2-14 6-22 10-22 5 0 8 9 10 22ZM70 72c2-26 8-41 15-41 8 0 13 15 15 41Z"
        case .volcano: "M12 72C30 62 42 44 50 34c3-3 6-2 8-1s4 0 6-1 5-2 8 1c8 10 20 28 38 39Z"
        case .pagoda:
            """
            M76 72v-9h18v9ZM67 63c6-1 10-3 11-7h14c1 4 5 6 11 7ZM78 57v-5h14v5ZM71 52c5-1 8-3 9-6h10c1 3 4 5 9 6ZM80 47v-5h10v5Z\
            M74 42c5-1 8-4 10-9l1-6 1 6c2 5 5 8 10 9Z
            """
        case .spires:
            """
            M54 72c0-12 2-20 6-28l1-8 1 8c4 8 6 16 6 28ZM72 72c0-18 3-30 9-40l1-10 1 10c6 10 9 22 9 40Z\
            M96 72c0-12 2-20 6-28l1-8 1 8c4 8 6 16 6 28Z
            """
        case .bridge:
            """
            M26 72V26h4v12c8 14 20 22 32 22s24-8 32-22V26h4v12c5 9 12 16 22 20v3H98v11h-4V61H30v11h-4V61H0v-3c10-4 20-11 26-20ZM30 46v12h18c-7-2-13-6-18-12Zm64 0c-5 6-11 10-18 12h18Z
            """
        case .skyline: "M4 72V60h10v12h6V52h12v20h44V26l4-6 4 6v46h4V48h14v24h6V58h10v14Z"
        case .steeple: "M6 72V62l7-6 7 6v10h4V60l8-7 8 7v12h34V46l6-26 6 26v10h6l8 8v8h6V62l7-5 7 5v10Z"
        case .hills: "M0 72V66c16-10 30-8 44-2s26 4 40-4 26-8 36-3v15Z"
        case .palms:
            "M58 72c4-10 24-12 40-6 8 3 12 5 14 6ZM82 68c-1-10 0-18 4-26-6-1-11 1-14 6 1-7 5-11 12-10-3-3-7-4-11-2 4-5 10-4 13 1 3-5 9-6 13-2-4 0-7 1-10 4 7 0 11 4 12 10-4-5-8-7-13-6-3 8-4 16-3 25Z"
        }
    }

    var hasSnow: Bool { self == .volcano }

    var sun: (x: Int, y: Int) {
        switch self {
        case .karst, .palms: (36, 34)
        case .volcano: (92, 26)
        case .skyline: (24, 22)
        case .bridge: (62, 34)
        case .pagoda, .spires, .steeple, .hills: (30, 28)
        }
    }
}

extension Sheet {
    package func landscape(_ view: Landscape) -> HTML {
        """
        <svg class="landscape" viewBox="0 0 120 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">\
        <circle class="scene-sun" cx="\(view.sun.x)" cy="\(view.sun.y)" r="10"/>\
        <path class="scene-far" d="\(raw: view.far)"/><path class="scene-near" d="\(raw: view.near)"/>\
        \(if: view.hasSnow, "<path class=\"scene-snow\" d=\"M50 34c3-3 6-2 8-1s4 0 6-1 5-2 8 1l6 8c-3 2-5 0-7-1s-4 2-6 3-4-3-6-3-5 3-8 2-4 1-6 0Z\"/>")\
        <path class="scene-water" d="M0 72h120v28H0Z"/>\
        <path class="scene-wave" d="M10 91q5-3 10 0t10 0M82 95q5-3 10 0t10 0M64 79q4-2 8 0t8 0"/>\
        <path class="scene-hull" d="M34 80c5 4 20 4 26 0-2 5-6 7-13 7s-11-2-13-7Z"/><path class="scene-sun" d="M48 64c4 3 6 8 6 13-2 1-4 1-6 1Z"/></svg>
        """
    }
}
