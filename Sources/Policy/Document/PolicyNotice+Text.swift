// SPDX-License-Identifier: Apache-2.0

package import Values

extension Policy {
    /// The finished text of a notice; nil when this policy has none of that kind.
    ///
    /// `recipient` is whom the notice is about, as the active payment gateway: its name and the link to its own policy
    /// come from the declarations, so that they change together.
    package func text(
        of notice: PolicyNotice, in language: Language, about recipient: RecipientID? = nil
    ) -> RichText? {
        guard let wording = declarations.notices[notice] else { return nil }
        let recipient = recipient.flatMap { self.recipient($0) }
        let values: [NoticeVariable: String] = [
            .age: String(minimumAge), .business: declarations.header.business,
            .revised: lastRevised.formatted(in: language), .recipient: recipient?.name ?? "",
        ]
        let text = wording[language].filled { NoticeVariable(rawValue: $0).flatMap { values[$0] } }
        let address = recipient?.policyURL.map { [NoticeVariable.recipient.rawValue: RichText.Target.address($0)] }
        return RichText(marked: text, targets: address ?? [:])
    }
}

/// What a notice may leave for the program to fill in, written `{age}`.
enum NoticeVariable: String, CaseIterable {
    case age
    case business
    case revised
    case recipient
}

extension String {
    /// Puts values in the place of `{name}`; what nobody knows a value for stays as it is.
    fileprivate func filled(with value: (String) -> String?) -> String {
        let pieces = split(separator: "{", omittingEmptySubsequences: false)
        return pieces.dropFirst().reduce(into: String(pieces[0])) { text, piece in
            if let end = piece.firstIndex(of: "}"), let value = value(String(piece[..<end])) {
                text += value + piece[piece.index(after: end)...]
            } else {
                text += "{" + piece
            }
        }
    }
}
