// SPDX-License-Identifier: Apache-2.0

import Testing
import Values

@Suite("Finding payment card numbers")
struct CardNumberTests {
    @Test(
        arguments: [
            "5555555555554444", "5555 5555 5555 4444", "5555-5555-5555-4444", "card 5555555555554444 12/34",
            "12 5555 5555 5555 4444", "378282246310005",
        ])
    func `a card number is found however it is written`(text: String) {
        #expect(CardNumber.appears(in: text))
        #expect(!CardNumber.appears(in: CardNumber.masked(in: text)))
    }

    @Test(arguments: ["", "5555 5555 5555 4445", "0909 123 456", "VC-7K3M-92QF", "12345678901234567890123"])
    func `what is no card number is left alone`(text: String) {
        #expect(!CardNumber.appears(in: text))
        #expect(CardNumber.masked(in: text) == text)
    }

    @Test func `masking keeps the last four digits and the words around`() {
        #expect(CardNumber.masked(in: "card 5555555555554444 12/34") == "card •••• 4444 12/34")
    }
}
