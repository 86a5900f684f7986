// SPDX-License-Identifier: Apache-2.0

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral value: String) {
        self.init(raw: value)
    }

    package init(stringInterpolation: StringInterpolation) {
        self.init(bytes: stringInterpolation.bytes)
    }

    /// Writes literals as they stand and everything between them escaped.
    package struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 32)
        }

        package mutating func appendLiteral(_ literal: String) {
            var literal = literal
            literal.withUTF8 { bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ text: String) {
            Escaping.append(text, to: &bytes)
        }

        package mutating func appendInterpolation(_ text: Substring) {
            Escaping.append(String(text), to: &bytes)
        }

        package mutating func appendInterpolation(_ text: String?) {
            if let text { Escaping.append(text, to: &bytes) }
        }

        package mutating func appendInterpolation(_ number: some BinaryInteger) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ markup: HTML) {
            bytes.append(contentsOf: markup.bytes)
        }

        package mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { bytes.append(contentsOf: markup.bytes) }
        }

        package mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes.append(contentsOf: part.bytes) }
        }

        /// Our own constant text as it stands.
        package mutating func appendInterpolation(raw constant: StaticString) {
            constant.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// The markup when the condition holds, nothing otherwise; evaluated only when needed.
        package mutating func appendInterpolation(if condition: Bool, _ markup: @autoclosure () -> HTML) {
            if condition { bytes.append(contentsOf: markup().bytes) }
        }

        /// ` name="value"` with a space before it; nothing when there is no value.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            openAttribute(name)
            Escaping.append(value, to: &bytes)
            bytes.append(UInt8(ascii: "\""))
        }

        package mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
            appendInterpolation(attribute: name, value.map { String($0) })
        }

        /// ` name` with a space before it when the flag is up: `disabled`, `checked`, `required`.
        package mutating func appendInterpolation(flag name: StaticString, _ isUp: Bool) {
            guard isUp else { return }
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        /// ` href="…"`: our own paths, and `https`, `http`, `mailto` and `tel` addresses; anything else becomes `#`,
        /// so that an address from outside cannot carry `javascript:`.
        package mutating func appendInterpolation(href address: String) {
            appendInterpolation(attribute: "href", Escaping.isSafeAddress(address) ? address : "#")
        }

        private mutating func openAttribute(_ name: StaticString) {
            bytes.append(UInt8(ascii: " "))
            name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "="))
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
