// SPDX-License-Identifier: Apache-2.0

/// What a page is about, in schema.org's words as JSON-LD: a block of data that browsers never run, so the strict content
/// policy does not concern it (HTML Standard, "data block"; checked in Chromium by a test).
package struct StructuredData: Sendable, Hashable {
    /// What is said of a thing: a text, another thing, or several.
    package enum Fact: Sendable {
        case text(String)
        case thing([(name: String, fact: Fact)])
        case list([Fact])
    }

    let script: HTML

    package init(_ thing: KeyValuePairs<String, Fact>) {
        var json = JSONText()
        json.append(raw: "<script type=\"application/ld+json\">{\"@context\":\"https://schema.org\"")
        for (name, fact) in thing {
            json.append(raw: ",")
            json.append(name, fact)
        }
        json.append(raw: "}</script>\n")
        script = HTML(bytes: json.bytes)
    }
}

extension StructuredData.Fact: ExpressibleByStringInterpolation, ExpressibleByDictionaryLiteral {
    package init(stringLiteral text: String) { self = .text(text) }
    package init(dictionaryLiteral facts: (String, StructuredData.Fact)...) {
        self = .thing(facts.map { (name: $0.0, fact: $0.1) })
    }
}

/// JSON (RFC 8259 §7) as it may stand inside an element: `<` and `>` are written as escapes, so that no text can end it,
/// whatever a plan is called. Written straight into the page, since Foundation's writer took a third of a page's time.
private struct JSONText {
    private(set) var bytes: [UInt8] = []

    mutating func append(raw text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func append(_ name: String, _ fact: StructuredData.Fact) {
        append(name)
        append(raw: ":")
        append(fact)
    }

    private mutating func append(_ fact: StructuredData.Fact) {
        switch fact {
        case .text(let text): append(text)
        case .list(let facts):
            append(raw: "[")
            for (index, fact) in facts.enumerated() {
                if index > 0 { append(raw: ",") }
                append(fact)
            }
            append(raw: "]")
        case .thing(let facts):
            append(raw: "{")
            for (index, (name, fact)) in facts.enumerated() {
                if index > 0 { append(raw: ",") }
                append(name, fact)
            }
            append(raw: "}")
        }
    }

    private mutating func append(_ text: String) {
        append(raw: "\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): append(raw: "\\\"")
            case UInt8(ascii: "\\"): append(raw: "\\\\")
            case UInt8(ascii: "<"): append(raw: "\\u003c")
            case UInt8(ascii: ">"): append(raw: "\\u003e")
            case ..<0x20: append(raw: " ")  // a name has no line breaks worth keeping
            default: bytes.append(byte)
            }
        }
        append(raw: "\"")
    }
}
