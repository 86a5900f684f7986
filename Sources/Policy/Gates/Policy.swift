// SPDX-License-Identifier: Apache-2.0

/// One business's privacy policy as the program obeys it: what it does not declare is not collected, not opened and not sent.
///
/// Answers are look-ups in tables made once; each takes well under a microsecond. A reference, since whoever opens a value
/// holds it.
package final class Policy: Sendable {
    package let version: PolicyVersion
    package let declarations: PolicyDeclarations
    let gates: PolicyGates

    package init(version: PolicyVersion, declarations: PolicyDeclarations) {
        self.version = version
        self.declarations = declarations
        gates = PolicyGates(declarations)
    }

    package var lastRevised: RevisionDate { declarations.header.lastRevised }
    package var minimumAge: Int { declarations.header.minimumAge }
}
