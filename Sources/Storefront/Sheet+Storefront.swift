// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Language {
    /// The currency prices are shown in to whoever reads this language.
    var currency: Currency {
        switch self {
        case .vietnamese: .vnd
        case .english: .usd
        }
    }
}

extension Sheet {
    var currency: Currency { language.currency }

    /// Data of a plan as networks count it (2³⁰), with one decimal where it matters: `4.2 GB`, `300 MB`.
    func gigabytes(_ bytes: Int64) -> String {
        let unit = DataVolume.bytesPerGigabyte
        guard bytes >= unit else { return "\(bytes / (unit / 1024)) MB" }
        return "\(decimal(tenths: (bytes * 10 + unit / 2) / unit)) GB"
    }

    /// What a price comes to for one of `count`: rounded to whole cents, or to hundreds of dong.
    func share(of price: Money, for count: Int) -> String {
        let parts = Int64(max(count, 1))
        let step: Int64 = price.currency.fractionDigits == 0 ? 100 : 1
        let units = (price.minorUnits + parts * step / 2) / (parts * step) * step
        return self.price(Money(minorUnits: units, currency: price.currency))
    }

    /// A text of the policy with its links; one to the policy leads to exactly the version in force.
    func rich(_ text: RichText?, of policy: Policy) -> HTML {
        let spans = (text?.spans ?? []).map { span -> HTML in
            switch span {
            case .text(let words): "\(words)"
            case .link(let words, to: .policy): link(words, to: versionPath(policy))
            case .link(let words, to: .address(let address)): outsideLink(words, to: address)
            }
        }
        return "\(spans)"
    }

    func versionPath(_ policy: Policy) -> String { path("/privacy/versions/\(policy.version.hex)") }
}
