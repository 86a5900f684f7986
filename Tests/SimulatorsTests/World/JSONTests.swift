// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Simulators

@Suite("Texts of the wire")
struct WireTextTests {
    @Test func `JSON keeps the order of members and escapes what must be`() {
        let json: JSON = ["z": 1, "a": ["b\"\n\u{01}ế", nil, true], "n": .number(0.5), "e": [], "o": [:]]

        #expect(json.text == #"{"z":1,"a":["b\"\n\u0001ế",null,true],"n":0.5,"e":[],"o":{}}"#)
        #expect(JSON(parsing: Array(json.text.utf8))?["a"] == json["a"])
    }

    @Test func `pretty JSON is indented by two spaces`() {
        #expect((["a": [1]] as JSON).prettyText == "{\n  \"a\": [\n    1\n  ]\n}")
    }

    @Test(arguments: ["{", "", "{\"a\":}", "nul"])
    func `what is not JSON is not read`(text: String) {
        #expect(JSON(parsing: Array(text.utf8)) == nil)
    }

    @Test func `form fields are decoded with their nesting`() {
        let form = FormFields("metadata[order]=Vi%E1%BB%87t+Nam&expand[]=a&expand[]=b&empty=&bad=%zz")

        #expect(form["metadata[order]"] == "Việt Nam")
        #expect(form.children(of: "metadata").map(\.0) == ["order"])
        #expect(form.list("expand") == ["a", "b"])
        #expect(form.nonEmpty("empty") == nil)
        #expect(form["bad"] == "%zz")
    }

    @Test func `markup escapes everything that is not markup`() {
        let name = "<b>&\"'Ánh"
        let markup: Markup = "<p title=\"\(name)\">\(Markup("<i>\(3)</i>"))</p>"

        #expect(markup.text == "<p title=\"&lt;b&gt;&amp;&quot;&#39;Ánh\"><i>3</i></p>")
    }

    @Test(arguments: [
        (
            "http://vietnam-connect.localhost:8080/x?y=1", "http://127.0.0.1:8080/x?y=1",
            "vietnam-connect.localhost:8080"
        ),
        ("https://shop.example/x", "https://shop.example/x", nil),
    ])
    func `names under localhost are the loopback interface`(address: String, url: String, host: String?) {
        #expect(LoopbackURL(address).url == url)
        #expect(LoopbackURL(address).host == host)
    }

    @Test(arguments: [("7992739871", "3"), ("894310817000077567", "1"), ("0", "0")])
    func `check digits`(digits: String, check: String) {
        #expect(Luhn.checkDigit(of: digits) == check)
    }
}
