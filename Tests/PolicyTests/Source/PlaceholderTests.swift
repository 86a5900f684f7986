// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Policy

@Suite("Finding what a template left over")
struct PlaceholderTests {
    @Test(arguments: [
        ("Write to [Company].", "[Company]"), ("Hello <name>", "<name>"), ("Kept for XX years", "XX"),
        ("Todo: words", "Todo"), ("to be done, tbd.", "tbd"), ("Lorem ipsum", "Lorem"),
        ("see {{ url }} there", "{{ url }}"), ("mail example@shop.vn", "example@shop.vn"),
        ("mail anna@example.com", "anna@example.com"), ("[a](policy) then [b]", "[b]"), ("XXX", "XXX"),
    ])
    func `what somebody should have filled in is found as it stands`(text: String, placeholder: String) {
        #expect(Placeholder.first(in: text) == placeholder)
    }

    @Test(arguments: [
        "Our [privacy policy](policy) of {revised}.", "I am {age} or older.", "a < b, and c > a", "XL size",
        "Điều 6 khoản 1 (b)", "todos los días", "chapter X", "",
    ])
    func `links, variables and ordinary words are not`(text: String) {
        #expect(Placeholder.first(in: text) == nil)
    }
}
