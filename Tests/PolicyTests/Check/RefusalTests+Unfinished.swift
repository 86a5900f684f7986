// SPDX-License-Identifier: Apache-2.0

extension RefusalTests {
    /// Left over from a template, or not written yet.
    static let unfinished = [
        Damage(
            "a bracketed placeholder",
            "en: Selling to you",
            "en: \"Selling for [Company]\"",
            "31:34: The text still holds the placeholder `[Company]`. Write what is true of this "
                + "business in its place."),
        Damage(
            "Todo",
            "en: What you bought",
            "en: Todo",
            "16:31: The text still holds the placeholder `Todo`. Write what is true of this business in its place."),
        Damage(
            "lorem",
            "Selling to you",
            "Lorem ipsum dolor",
            "31:34: The text still holds the placeholder `Lorem`. Write what is true of this business in its place."),
        Damage(
            "a template variable",
            "Small Boat Ltd",
            "\"{{ controller }}\"",
            "3:15: The text still holds the placeholder `{{ controller }}`. Write what is true of "
                + "this business in its place."),
        Damage(
            "XX",
            "en: The law says so",
            "en: Kept XX years",
            "63:32: The text still holds the placeholder `XX`. Write what is true of this business in its place."),
        Damage(
            "an example address",
            "hello@small.boat",
            "example@small.boat",
            "8:19: The text still holds the placeholder `example@small.boat`. Write what is true of "
                + "this business in its place."),
        Damage(
            "angle brackets",
            "en: GDPR art. 6(1)(b)",
            "en: <article>",
            "33:42: The text still holds the placeholder `<article>`. Write what is true of this "
                + "business in its place."),
        Damage(
            "a missing translation",
            "{vi: Bán cho bạn, en: Selling to you}",
            "{vi: Bán cho bạn}",
            "31:12: The English text of `purposes > purchase > words` is missing. Write it after `en:`."),
        Damage(
            "an empty translation",
            "en: Selling to you",
            "en: \"\"",
            "31:12: The English text of `purposes > purchase > words` is missing. Write it after `en:`."),
    ]
}
