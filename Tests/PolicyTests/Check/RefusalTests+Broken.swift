// SPDX-License-Identifier: Apache-2.0

extension RefusalTests {
    /// Not what the format asks for.
    static let broken = [
        Damage(
            "a mistyped key",
            "controller:",
            "controler:",
            "2:3: `header` has no `controller`. Add `controller:` with its value.",
            "3:3: `controler` is not a key that stands here. Did you mean `controller`?"),
        Damage(
            "a category by a wrong name",
            "- id: order",
            "- id: oder",
            "12:9: `oder` is no category of this program. Did you mean `order`?"),
        Damage(
            "a purpose by a name like no other",
            "- id: legal-duty",
            "- id: horoscopes",
            "36:9: `horoscopes` is no purpose of this program. Use one of: purchase, support, "
                + "confirmation, service-notice, improvement, fraud-prevention, legal-duty, staff-access, assistance, "
                + "marketing."),
        Damage(
            "a recipient twice",
            "recipients:\n",
            "recipients:\n  - id: esim-access\n    name: A\n    country: HK\n    via: adapter\n    words: "
                + "{vi: Một, en: One}\n    receives: {purchase: [order]}\n",
            "50:9: `esim-access` stands in `recipients` a second time; the first is on line 44. "
                + "Merge the two or remove one."),
        Damage(
            "a key twice",
            "controller: Small Boat Ltd",
            "business: Small Boat Ltd",
            "2:3: The same key stands twice: `business`. Keep one of them."),
        Damage(
            "a month that is none",
            "lastRevised: 2026-03",
            "lastRevised: 2026-13",
            "4:16: `2026-13` is not a date. Write a month, as in 2026-03, or a day, as in 2026-03-15."),
        Damage(
            "a day that is none",
            "effective: 2026-03-01",
            "effective: 2026-02-30",
            "5:14: `2026-02-30` is not a date. Write a month, as in 2026-03, or a day, as in 2026-03-15."),
        Damage(
            "an age below the least",
            "minimumAge: 16",
            "minimumAge: 13",
            "6:15: `13` is not a whole number from 16 to 21. Write one in that range."),
        Damage(
            "a purpose without a basis",
            "    basis: contract\n",
            "",
            "29:5: `purposes > purchase` has no `basis`. Add `basis:` with its value."),
        Damage(
            "a hold without a basis",
            "    basis: {vi: Luật 1, en: Law 1}\n",
            "",
            "56:5: `retention > esim-usage` has no `basis`. Add `basis:` with its value."),
        Damage(
            "a basis without a hold",
            "    hold: accounting\n",
            "",
            "59:12: A legal basis for keeping stands here without a hold. Add `hold: accounting` or take the basis away."
        ),
        Damage(
            "a length of time that is none",
            "P24M",
            "24M",
            "54:29: `24M` is not a length of time. Write an ISO 8601 duration, as in P24M, or "
                + "`year-end + 10 years`."),
        Damage(
            "a policy address without TLS",
            "https://esim.boat",
            "http://esim.boat",
            "48:13: `http://esim.boat/privacy` is not a secure address. Write one that starts with https://."),
        Damage(
            "an address that is none",
            "hello@small.boat",
            "small.boat",
            "8:19: `small.boat` is not an e-mail address. Write one the business reads."),
        Damage(
            "something that is not YAML",
            "contacts: {email",
            "contacts: }email",
            "8:11: This is not YAML: did not find expected node content. Look at the indentation and "
                + "the quotes of this line and the one above."),
        Damage(
            "a language left out",
            "[vi, en]",
            "[vi]",
            "7:14: The policy leaves out the language `en`. Add it; every text has to be there in both languages."),
        Damage(
            "an unknown variable",
            "\"I am {age} or older.\"",
            "\"I am {ages} or older.\"",
            "74:51: The notice has the unknown variable `{ages}`. Did you mean `{age}`?"),
        Damage(
            "a link to nowhere",
            "en: Locked",
            "en: \"[Locked](javascript:alert)\"",
            "78:27: The link leads to `javascript:alert`, which is no target. Use policy, an "
                + "https:// or a mailto: address."),
    ]
}
