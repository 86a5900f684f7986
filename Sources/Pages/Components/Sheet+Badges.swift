// SPDX-License-Identifier: Apache-2.0

/// What a state means for the person who reads it. Each has a shape of its own, so that colour is never the only sign.
package enum Tone: String, Sendable, CaseIterable {
    /// As it should be: a full disc.
    case good
    /// Under way or waiting for somebody: a half disc.
    case waiting
    /// Needs somebody now: a triangle.
    case bad
    /// Over, or nothing to say: a ring.
    case neutral
    /// New or worth knowing: a diamond.
    case notable

    var shape: StaticString {
        switch self {
        case .good: "<circle cx=\"6\" cy=\"6\" r=\"4.5\"/>"
        case .waiting: "<path d=\"M6 1.5a4.5 4.5 0 0 1 0 9Z\"/><circle class=\"outline\" cx=\"6\" cy=\"6\" r=\"4\"/>"
        case .bad: "<path d=\"M6 1 11.5 10.5H.5Z\"/>"
        case .neutral: "<circle class=\"outline\" cx=\"6\" cy=\"6\" r=\"4\"/>"
        case .notable: "<path d=\"m6 .5 5.5 5.5L6 11.5.5 6Z\"/>"
        }
    }
}

extension Sheet {
    /// A state in a word and a shape.
    package func badge(_ label: String, _ tone: Tone) -> HTML {
        """
        <span class="badge \(tone.rawValue)"><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">\
        \(raw: tone.shape)</svg>\(label)</span>
        """
    }

    /// A number with its meaning: `3 waiting`.
    package func count(_ number: Int, of label: String) -> HTML {
        "<span class=\"count\"><b>\(number)</b> \(label)</span>"
    }
}
