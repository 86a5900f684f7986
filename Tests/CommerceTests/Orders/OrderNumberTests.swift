// SPDX-License-Identifier: Apache-2.0

import Crypto
import Testing
import Values

@testable import Commerce

@Suite("Order numbers and links")
struct OrderNumberTests {
    @Test func `a number has no letters that are taken for others`() {
        for _ in 0..<200 {
            let text = OrderNumber.random(prefix: "VC").text

            #expect(text.wholeMatch(of: /VC-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/) != nil, "\(text)")
        }
    }

    @Test(arguments: ["VC-7K3M-92QF", "vc7k3m92qf", "vc 7k3m 92qf", "VC-7K3M92QF"])
    func `a number is read however it is typed`(typed: String) {
        #expect(OrderNumber(typed)?.text == "VC-7K3M-92QF")
    }

    @Test func `letters mistaken for digits are read as those`() {
        #expect(OrderNumber("VC-OIL0-0000")?.text == "VC-0110-0000")
    }

    @Test(arguments: ["", "VC", "VC-7K3M-92Q", "VC-7K3M-92QFF", "12-7K3M-92QF", "VC-7K3U-92QF", "VC-7K3M-92Q;"])
    func `anything else is no number`(typed: String) {
        #expect(OrderNumber(typed) == nil)
    }

    @Test(arguments: [("vc7k", "VC-7K"), ("VC", "VC"), ("vc-7k3m-9", "VC-7K3M-9"), ("  ", nil)] as [(String, String?)])
    func `the beginning of a number can be searched for`(typed: String, prefix: String?) {
        #expect(OrderNumber.prefix(typed) == prefix)
    }

    let links = OrderLinks(key: SymmetricKey(data: [UInt8](repeating: 1, count: 32)))

    @Test func `a link leads to the order it was made for`() {
        let order = ID<Order>.random()

        let token = links.token(for: order)

        #expect(token.utf8.count == 43)
        #expect(links.order(token) == order)
    }

    @Test func `a link altered in any one character leads nowhere`() {
        let token = links.token(for: .random())

        for index in token.indices {
            var altered = token
            altered.replaceSubrange(index...index, with: token[index] == "A" ? "B" : "A")
            #expect(links.order(altered) == nil)
        }
        #expect(links.order(token + "A") == nil)
        #expect(links.order(String(token.dropLast())) == nil)
        #expect(links.order("") == nil)
    }

    @Test func `another shop's link leads nowhere`() {
        let others = OrderLinks(key: SymmetricKey(data: [UInt8](repeating: 2, count: 32)))

        #expect(links.order(others.token(for: .random())) == nil)
    }
}
