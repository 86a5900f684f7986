// SPDX-License-Identifier: Apache-2.0

/// What a text field is for: its keyboard, its autofill and what a browser may check.
package enum FieldKind: String, Sendable {
    case text, email, password, search, number, tel, date
}

/// A labelled control with what helps to fill it in.
package struct Field: Sendable {
    package let name: String
    package let label: String
    package var kind = FieldKind.text
    package var hint: String?
    /// Why we ask, in the policy's words.
    package var reason: String?
    package var autocomplete: String?
    package var isOptional = false
    /// False in a form that says by itself which of its many fields are needed.
    package var saysOptional = true
    package var limit: Int?

    package init(
        _ name: String, _ label: String, kind: FieldKind = .text, hint: String? = nil, reason: String? = nil,
        autocomplete: String? = nil, isOptional: Bool = false, limit: Int? = nil
    ) {
        self.name = name
        self.label = label
        self.kind = kind
        self.hint = hint
        self.reason = reason
        self.autocomplete = autocomplete
        self.isOptional = isOptional
        self.limit = limit
    }
}

extension Sheet {
    /// A one-line field that shows what was typed and what is wrong with it.
    package func field(_ field: Field, in form: Form) -> HTML {
        let value = field.kind == .password ? "" : form[field.name]
        return around(field, in: form) { attributes in
            """
            <input class="input" type="\(field.kind.rawValue)" value="\(value)"\(attributes)\
            \(attribute: "autocomplete", field.autocomplete)\(attribute: "maxlength", field.limit)\
            \(attribute: "inputmode", field.kind == .number ? "numeric" : nil)\
            \(attribute: "spellcheck", field.kind == .email ? "false" : nil)>
            """
        }
    }

    package func textArea(_ field: Field, rows: Int = 4, in form: Form) -> HTML {
        around(field, in: form) { attributes in
            """
            <textarea class="input" rows="\(rows)"\(attributes)\(attribute: "maxlength", field.limit)>\
            \n\(form[field.name])</textarea>
            """
        }
    }

    /// A choice among a few words. `options` are value and label; without a chosen one the first is.
    package func select(_ field: Field, options: [(value: String, label: String)], in form: Form) -> HTML {
        let choices = options.map { option -> HTML in
            """
            <option value="\(option.value)"\(flag: "selected", option.value == form[field.name])>\(option.label)</option>
            """
        }
        return around(field, in: form) { attributes in
            "<span class=\"select\"><select class=\"input\"\(attributes)>\(choices)</select>\(icon(.chevronDown))</span>"
        }
    }

    private func around(_ field: Field, in form: Form, control: (HTML) -> HTML) -> HTML {
        let id = Self.inputID(field.name)
        let problem = form.problem(with: field.name)
        let described = [
            problem.map { _ in "\(id)-problem" }, field.hint.map { _ in "\(id)-hint" },
            field.reason.map { _ in "\(id)-reason" },
        ].compactMap { $0 }.joined(separator: " ")
        let attributes: HTML = """
            \(attribute: "id", id)\(attribute: "name", field.name)\(flag: "required", !field.isOptional)\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")\
            \(attribute: "aria-describedby", described.isEmpty ? nil : described)
            """
        return """
            <div class="field\(if: problem != nil, " invalid")"><label for="\(id)">\(field.label)\
            \(if: field.isOptional && field.saysOptional, " <span class=\"optional\">\(text("components.form.optional"))</span>")</label>\
            \(field.hint.map { "<p class=\"hint\" id=\"\(id)-hint\">\($0)</p>" as HTML })\
            \(control(attributes))\
            \(problem.map { problemLine($0, id: id) })\
            \(field.reason.map { reasonLine($0, id: id) })</div>
            """
    }

    private func problemLine(_ problem: Text, id: String) -> HTML {
        "<p class=\"field-problem\" id=\"\(id)-problem\">\(icon(.warning, size: .small))<span>\(text(problem))</span></p>"
    }

    private func reasonLine(_ reason: String, id: String) -> HTML {
        "<p class=\"reason\" id=\"\(id)-reason\">\(icon(.shield, size: .small))<span>\(reason)</span></p>"
    }
}
