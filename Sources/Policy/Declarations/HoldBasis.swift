// SPDX-License-Identifier: Apache-2.0

/// A law that makes a business keep something although its person is gone: declared in the policy, since laws change and
/// differ between countries, and code should not have to.
package struct HoldBasis: Hashable, Sendable {
    /// Names the keys of the hold for ever, as in `accounting`: what was sealed under it is found by it.
    package let name: String
    /// The law and its articles, as people read it.
    package let law: Wording
    /// Where that was read.
    package let source: String
    package let readOn: RevisionDate

    package init(name: String, law: Wording, source: String, readOn: RevisionDate) {
        self.name = name
        self.law = law
        self.source = source
        self.readOn = readOn
    }
}
