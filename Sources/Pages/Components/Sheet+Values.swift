// SPDX-License-Identifier: Apache-2.0

package import Values

/// Amounts, days and sizes as people of the sheet's language write them.
extension Sheet {
    package func price(_ money: Money) -> String { money.formatted(in: language) }

    /// An amount in every money of the shop; the one the visitor counts in is seen. Both are in the page, so that one
    /// finished page serves everybody and the choice never leaves the browser.
    package func amounts(_ money: (Currency) -> Money) -> HTML {
        let each = Currency.allCases.map { currency -> HTML in
            "<span class=\"in-\(currency.rawValue.lowercased())\">\(price(money(currency)))</span>"
        }
        return "\(each)"
    }

    /// `21 tháng 11, 2026`, `21 November 2026`, in the zone of the business.
    package func day(_ instant: Instant) -> String { wording.day(instant, in: site.timeZone) }

    /// `16:54`.
    package func clockTime(_ instant: Instant) -> String { wording.clockTime(instant, in: site.timeZone) }

    /// `16:54, 21 tháng 11, 2026`, `21 November 2026, 16:54`.
    package func moment(_ instant: Instant) -> String { wording.moment(instant, in: site.timeZone) }

    /// A moment machines can read too.
    package func time(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(moment(instant))</time>"
    }

    /// The same, as short as it can be said now; whoever points at it reads all of it.
    package func shortTime(_ instant: Instant, at now: Instant) -> HTML {
        """
        <time datetime="\(instant.description)" title="\(moment(instant))">\
        \(wording.shortMoment(instant, at: now, in: site.timeZone))</time>
        """
    }

    package func date(_ instant: Instant) -> HTML {
        "<time datetime=\"\(instant.description)\">\(day(instant))</time>"
    }

    /// Data as plans count it, in powers of 1,000 with one decimal where it matters: `500 MB`, `2.4 GB`, `2,4 GB`.
    package func dataSize(bytes: Int64) -> String {
        guard bytes >= 1_000_000_000 else { return "\((bytes + 500_000) / 1_000_000) MB" }
        let tenths = (bytes + 50_000_000) / 100_000_000
        return "\(decimal(tenths: tenths)) GB"
    }

    /// A number given in tenths, without a needless `.0`.
    package func decimal(tenths: Int64) -> String { wording.decimal(tenths: tenths) }

    package func days(_ count: Int) -> String { text("components.value.days", ["count": String(count)]) }
}
