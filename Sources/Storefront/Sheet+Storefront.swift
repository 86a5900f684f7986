// SPDX-License-Identifier: Apache-2.0

import Commerce
import Pages
import Policy
import Values

extension Sheet {
    /// Data of a plan as networks count it (2³⁰), with one decimal where it matters: `4.2 GB`, `300 MB`.
    func gigabytes(_ bytes: Int64) -> String { wording.gigabytes(bytes) }

    /// A price in every money of the shop, of which one is seen.
    func amount(_ prices: Prices) -> HTML { amounts { prices[$0] } }

    func perDay(_ plan: Plan) -> HTML {
        amounts { share(of: plan.prices[$0], part: 1, whole: Int64(plan.validityDays)) }
    }

    func perGigabyte(_ plan: Plan) -> HTML {
        amounts { share(of: plan.prices[$0], part: DataVolume.bytesPerGigabyte, whole: plan.totalBytes) }
    }

    /// What a part of something costs: rounded to whole cents, or to hundreds of dong.
    private func share(of price: Money, part: Int64, whole: Int64) -> Money {
        let step: Double = price.currency.fractionDigits == 0 ? 100 : 1
        let exact = Double(price.minorUnits) * Double(part) / Double(max(whole, 1))
        return Money(minorUnits: Int64((exact / step).rounded() * step), currency: price.currency)
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

    func path(to destination: Destination) -> String { path("/destinations/\(destination.slug)") }
    func path(to plan: Plan) -> String { path("/plans/\(plan.slug)") }

    /// `/en/checkout?plan=…&quantity=1`, with the money of this page where somebody chose one.
    func checkoutPath(_ query: String) -> String {
        path("/checkout?\(query)") + (chosenCurrency.map { "&currency=\($0.rawValue)" } ?? "")
    }
}

extension Pages.Wording {
    /// See `Sheet.gigabytes`.
    func gigabytes(_ bytes: Int64) -> String {
        let unit = DataVolume.bytesPerGigabyte
        guard bytes >= unit else { return "\(bytes / (unit / 1024)) MB" }
        return "\(decimal(tenths: (bytes * 10 + unit / 2) / unit)) GB"
    }
}
