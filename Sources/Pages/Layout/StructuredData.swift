// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What a page is about, in schema.org's words as JSON-LD: a block of data that browsers never run, so the strict content
/// policy does not concern it (HTML Standard, "data block"; checked in Chromium by a test).
package struct StructuredData: Sendable, Hashable {
    let json: String

    /// Throws nothing: values that JSON cannot hold are programming errors and leave the block out.
    package init(_ thing: [String: any Sendable]) {
        let object = ["@context": "https://schema.org"].merging(thing) { _, new in new }
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        // Only text and numbers go in.
        let data = try? JSONSerialization.data(withJSONObject: object, options: options)
        json = String(decoding: data ?? Data(), as: UTF8.self)
    }

    /// `<` is written as an escape: the text cannot end its own element, whatever a plan is called.
    var script: HTML {
        guard !json.isEmpty else { return "" }
        let safe = json.replacing("<", with: "\\u003c").replacing(">", with: "\\u003e")
        return HTML(raw: "<script type=\"application/ld+json\">\(safe)</script>\n")
    }
}
