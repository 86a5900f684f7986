// SPDX-License-Identifier: Apache-2.0

extension RefusalTests {
    /// Against itself, the law or what the program does.
    static let untrue = [
        Damage(
            "a use that a feature needs",
            "categories: [order, esim-profile, esim-usage]",
            "categories: [order, esim-profile]",
            "10:12: The feature `esim-access` uses `esim-usage` for `purchase`, which the policy "
                + "does not declare. Declare it there or switch the feature off.",
            "23:9: No purpose uses `esim-usage`. Name it in a purpose or do not collect it."),
        Damage(
            "a recipient that a feature needs",
            "esim-access\n    name",
            "somebody\n    name",
            "10:12: The feature `esim-access` sends data to `esim-access`, which is not among the "
                + "recipients. Declare it there or switch the feature off.",
            "44:9: The program has no adapter for `somebody`. Say `via: manual`, or take it out."),
        Damage(
            "a sending that a feature needs",
            "      legal-duty: [order]\n",
            "",
            "10:12: The feature `esim-access` sends `order` to `esim-access` for `legal-duty`, which "
                + "the policy does not declare. Declare it there or switch the feature off."),
        Damage(
            "what another feature needs",
            "features: [esim-access]",
            "features: [esim-access, stripe-checkout]",
            "10:25: The feature `stripe-checkout` sends data to `stripe`, which is not among the "
                + "recipients. Declare it there or switch the feature off.",
            "10:25: The feature `stripe-checkout` shows the notice `payment-gateway`, which is not "
                + "written. Write it in `notices`.",
            "10:25: The feature `stripe-checkout` uses `payment-reference` for `fraud-prevention`, "
                + "which the policy does not declare. Declare it there or switch the feature off.",
            "10:25: The feature `stripe-checkout` uses `payment-reference` for `purchase`, which the "
                + "policy does not declare. Declare it there or switch the feature off."),
        Damage(
            "a recipient that no feature calls",
            "features: [esim-access]",
            "features: [order-page]",
            "10:12: The feature `order-page` uses `payment-reference` for `purchase`, which the "
                + "policy does not declare. Declare it there or switch the feature off.",
            "44:9: No feature that is switched on ever calls `esim-access`. Switch on the feature "
                + "that does, or take the recipient out."),
        Damage(
            "a category without retention",
            "  - {category: order, keep",
            "  - {category: acceptance, keep",
            "12:9: Nothing says how long `order` is kept. Add it to `retention`.",
            "54:16: `acceptance` is kept but not among the categories. Add it to `categories` or take it out here."),
        Damage(
            "a recipient that gets what no purpose declares",
            "purchase: [order]",
            "purchase: [order, acceptance]",
            "51:25: `esim-access` gets `acceptance` for `purchase`, but no such use is declared. Add "
                + "the category to the purpose or take it out here."),
        Damage(
            "a purpose of what is not collected",
            "categories: [order]",
            "categories: [order, acceptance]",
            "41:25: The purpose `legal-duty` uses `acceptance`, which is not among the categories. "
                + "Add it to `categories` or take it out here."),
        Damage(
            "a right that is missing",
            "  - {id: access, words: {vi: Xem, en: See}, how: {vi: Viết, en: Write}}\n",
            "",
            "65:3: The right of `access` is missing. Add it with words and a way to use it."),
        Damage(
            "a clock longer than the law's",
            "{id: erasure,",
            "{id: erasure, days: 31,",
            "67:25: 31 days for `erasure` are more than GDPR art. 12(3) allows. Write 30 or fewer."),
        Damage(
            "security without words",
            "  - id: security",
            "  - id: children",
            "76:3: The section `security` has no words. Add it: nothing else in the file tells what to write there."),
        Damage(
            "in force before it was revised",
            "effective: 2026-03-01",
            "effective: 2026-02-01",
            "5:14: The policy takes effect before it was revised. Write a date from 2026-03 on."),
        Damage(
            "a feature that counts visits, of which nothing is declared",
            "features: [esim-access]",
            "features: [esim-access, analytics]",
            "10:25: The feature `analytics` keeps `analytics-choice` in browsers (cookie, essential), which the "
                + "policy does not declare. Declare it in `browser` or switch the feature off.",
            "10:25: The feature `analytics` keeps `analytics` in browsers (cookie, analytics), which the policy does "
                + "not declare. Declare it in `browser` or switch the feature off.",
            "10:25: The feature `analytics` shows the notice `analytics-question`, which is not written. Write it in "
                + "`notices`.",
            "10:25: The feature `analytics` uses `visit` for `improvement`, which the policy does not declare. "
                + "Declare it there or switch the feature off."),
        Damage(
            "an analytics cookie that nothing sets and that lasts",
            "{name: cart, store: local-storage, need: essential, lifetime: P7D,",
            "{name: cart, store: cookie, need: analytics, lifetime: P7D,",
            "72:12: No feature that is switched on sets `cart`. Take it out until one does.",
            "72:60: An analytics cookie that lives longer than a day recognises people who come back. Write PT24H or "
                + "less."),
    ]
}
