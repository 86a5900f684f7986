// SPDX-License-Identifier: Apache-2.0

/// Line icons on a 24-unit grid, drawn for these pages. Always beside a word or with a label of their control, so they
/// are hidden from screen readers.
package enum Icon: String, Sendable, CaseIterable {
    case arrowLeft, arrowRight, bag, bell, calendar, check, checkCircle, chevronDown, clock, close, compass, copy
    case database, device, document, download, external, eye, filter, gauge, globe, heart, home, hotspot, info, key,
        link
    case list, lock, mail, message, minus, person, phone, plus, question, receipt, refresh, scan, search, settings
    case shield, signal, signOut, spark, ticket, trash, truck, warning

    var drawing: StaticString {
        switch self {
        case .arrowLeft: "M19 12H5m6 6-6-6 6-6"
        case .arrowRight: "M5 12h14m-6-6 6 6-6 6"
        case .bag: "M5 8h14l1 12H4L5 8Zm4 0V7a3 3 0 0 1 6 0v1"
        case .bell: "M6 16V11a6 6 0 0 1 12 0v5l2 2H4l2-2Zm4 5h4"
        case .calendar: "M4 6h16v14H4V6Zm0 4h16M8 3v4m8-4v4"
        case .check: "m5 12.5 4.5 4.5L19 7.5"
        case .checkCircle: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-4-9 3 3 5-5.5"
        case .chevronDown: "m6 9.5 6 6 6-6"
        case .clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2"
        case .close: "M6 6l12 12M18 6 6 18"
        case .compass: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm3.5-12.5-2 5-5 2 2-5 5-2Z"
        case .copy: "M9 9h11v11H9V9Zm-4 6H4V4h11v1"
        case .database:
            "M12 10c4.4 0 8-1.6 8-3.5S16.4 3 12 3 4 4.6 4 6.5 7.6 10 12 10Zm-8-3.5v11C4 19.4 7.6 21 12 21s8-1.6 8-3.5v-11M4 12c0 1.9 3.6 3.5 8 3.5s8-1.6 8-3.5"
        case .device: "M7 3h10v18H7V3Zm4 15h2"
        case .document: "M6 3h8l4 4v14H6V3Zm8 0v4h4M9 12h6m-6 4h6"
        case .download: "M12 4v11m-5-5 5 5 5-5M5 20h14"
        case .external: "M14 4h6v6m0-6-9 9M18 14v6H4V6h6"
        case .eye:
            "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"
        case .filter: "M4 6h16M7 12h10m-7 6h4"
        case .gauge: "M4.5 18a9 9 0 1 1 15 0M12 14l4-5"
        case .globe: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM3.5 12h17M12 3c5 5 5 13 0 18-5-5-5-13 0-18Z"
        case .heart: "M12 20S4 15 4 9.5A4.3 4.3 0 0 1 12 7a4.3 4.3 0 0 1 8 2.5C20 15 12 20 12 20Z"
        case .home: "M4 11 12 4l8 7v9h-5v-6H9v6H4v-9Z"
        case .hotspot: "M12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2Zm-3.5 3a5 5 0 1 1 7 0m-10 2.5a8.5 8.5 0 1 1 13 0"
        case .info: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-10v5m0-8.5v.1"
        case .key: "M14.5 13.5a4.5 4.5 0 1 0-4-4L4 16v4h4v-2.5h2.5V15l1.5-1.5M16 8.5v.1"
        case .link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1"
        case .list: "M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1"
        case .lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3"
        case .mail: "M3.5 6h17v12h-17V6Zm0 1 8.5 6.5L20.5 7"
        case .message: "M4 5h16v11h-8l-4 4v-4H4V5Z"
        case .minus: "M6 12h12"
        case .person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5a7.5 7.5 0 0 1 15 0"
        case .phone:
            "M6 4h3.5l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5V18a2 2 0 0 1-2 2A14 14 0 0 1 4 6a2 2 0 0 1 2-2Z"
        case .plus: "M12 6v12M6 12h12"
        case .question:
            "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .9-1 1.7v.5m0 2.9v.1"
        case .receipt: "M6 3h12v18l-3-2-3 2-3-2-3 2V3Zm3.5 5h5m-5 4h5"
        case .refresh: "M19.5 9A8 8 0 0 0 5 8.5M4.5 15A8 8 0 0 0 19 15.5M5 4v4.5h4.5M19 20v-4.5h-4.5"
        case .scan: "M4 8V4h4m8 0h4v4m0 8v4h-4m-8 0H4v-4m4-4h8"
        case .search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13Zm5-1.5L20.5 20.5"
        case .settings: "M4 7h9m4 0h3M4 17h3m4 0h9M15 9.5v-5m-6 15v-5"
        case .shield: "M12 3.5 19 6v5.5c0 4-2.8 7.3-7 9-4.2-1.7-7-5-7-9V6l7-2.5Zm-3 8.5 2.2 2.2L15.5 10"
        case .signal: "M5 19v-3m4.7 3v-7m4.6 7V9M19 19V5"
        case .signOut: "M10 4H5v16h5m4-12 4 4-4 4m4-4H9.5"
        case .spark: "M12 4l1.8 5.2L19 11l-5.2 1.8L12 18l-1.8-5.2L5 11l5.2-1.8L12 4Zm6.5 11.5v4m-2-2h4"
        case .ticket: "M4 7h16v3.2a2 2 0 0 0 0 3.6V17H4v-3.2a2 2 0 0 0 0-3.6V7Zm10 1.5v1.6m0 2.1v1.6m0 2.1V17"
        case .trash: "M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13h9l1-13M10.5 11v5m3-5v5"
        case .truck:
            "M3 6h11v10H3V6Zm11 4h4l3 3v3h-7v-6ZM7.5 19a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Zm10 0a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z"
        case .warning: "M12 4 21.5 20h-19L12 4Zm0 6v5m0 2.4v.1"
        }
    }
}

package enum IconSize: String, Sendable {
    case small, medium, large
}

extension Sheet {
    package func icon(_ icon: Icon, size: IconSize = .medium) -> HTML {
        """
        <svg class="icon icon-\(size.rawValue)" viewBox="0 0 24 24" aria-hidden="true" focusable="false">\
        <path d="\(raw: icon.drawing)"/></svg>
        """
    }

    /// A hull on two lines of water: the sign of the house, in the business's colour.
    var brandMark: HTML {
        """
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">\
        <path class="mark-hull" d="M3.5 13.5c3.5 3 7.7 4.2 12.5 4.2s9-1.2 12.5-4.2c-.9 5.2-4.8 8.2-12.5 8.2S4.4 18.7 3.5 13.5Z"/>\
        <path class="mark-sail" d="M16.5 3.5c3.7 2.6 5.6 6 5.7 10.3-1.8.5-3.7.7-5.7.7V3.5Z"/>\
        <path class="mark-water" d="M3 26.5c2.2-1.6 4.3-1.6 6.5 0s4.3 1.6 6.5 0 4.3-1.6 6.5 0 4.3 1.6 6.5 0"/></svg>
        """
    }
}
