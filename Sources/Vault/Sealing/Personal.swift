// SPDX-License-Identifier: Apache-2.0

/// An opened personal value. It prints, interpolates and reflects masked and cannot be encoded, so it does not slip into
/// a log line or an answer by accident; whoever means to show it says `expose`.
package struct Personal<Value: Sendable>: Sendable {
    private let box: Box

    package init(_ value: Value) {
        box = Box(value)
    }

    /// The value in clear, for the one place it was opened for.
    package func expose() -> Value { box.value }

    package func map<Other>(_ transform: (Value) throws -> Other) rethrows -> Personal<Other> {
        Personal<Other>(try transform(box.value))
    }

    /// A reference keeps the value out of `Mirror`, `dump` and debug descriptions of whatever holds this.
    private final class Box: Sendable, CustomReflectable, CustomStringConvertible {
        let value: Value
        init(_ value: Value) { self.value = value }
        var description: String { "•••" }
        var customMirror: Mirror { Mirror(self, children: []) }
    }
}

extension Personal: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
