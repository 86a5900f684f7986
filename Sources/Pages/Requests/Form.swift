// SPDX-License-Identifier: Apache-2.0

import Values

/// What somebody typed into a form, and what is wrong with it.
///
/// Read it, take the fields (each taking notes what is wrong), and when `problems` is not empty write the same page
/// again with status 422: everything typed is still in the form.
package struct Form: Sendable {
    /// A payment card number was found here: the field's text is gone and a problem stands in its place.
    package private(set) var values: [(name: String, value: String)]
    package private(set) var problems: [FormProblem] = []

    /// An empty form, for the first time a page is shown.
    package init() {
        values = []
    }

    /// A form with known contents, for showing what is stored and for tests.
    package init(_ values: KeyValuePairs<String, String>) {
        self.values = values.map { ($0.key, $0.value) }
    }

    /// The same with contents of which only the program knows how many there are.
    package init(holding values: [(name: String, value: String)]) {
        self.values = values
    }

    init(received values: [(name: String, value: String)], exemptFromCardCheck exempt: Set<String>) {
        self.values = values.map { field in
            let isSafe = exempt.contains(field.name) || !Self.containsCardNumber(field.value)
            return isSafe ? field : (field.name, "")
        }
        problems = zip(values, self.values).filter { $0.value != $1.value }.map { field, _ in
            FormProblem(field.name, "requests.form.card-number")
        }
    }

    package var isValid: Bool { problems.isEmpty }

    /// The value as it was typed; empty when the field was not sent.
    package subscript(_ name: String) -> String {
        values.first { $0.name == name }?.value ?? ""
    }

    package func all(_ name: String) -> [String] { values.filter { $0.name == name }.map(\.value) }

    package func problem(with field: String) -> Text? { problems.first { $0.field == field }?.text }

    package mutating func refuse(_ field: String, _ text: Text) {
        guard problem(with: field) == nil else { return }
        problems.append(FormProblem(field, text))
    }

    /// An id of ours is hexadecimal with hyphens and may hold a long run of digits by chance: it is not a card number.
    private static func containsCardNumber(_ value: String) -> Bool {
        CardNumber.appears(in: value) && ID<Form>(value) == nil
    }
}
