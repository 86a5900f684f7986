// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    /// The hidden field every form that changes something carries. Asking for it gives the visitor the essential cookie
    /// and keeps the page out of the page cache.
    package var formToken: HTML {
        "<input type=\"hidden\" name=\"\(Form.tokenField)\" value=\"\(visitor.makeFormToken())\">"
    }

    /// A form that changes something. With problems, it begins with a summary that takes focus.
    package func form(_ action: String, showing form: Form = Form(), id: String? = nil, _ content: HTML) -> HTML {
        """
        <form method="post"\(attribute: "action", action)\(attribute: "id", id) novalidate>\(formToken)\
        \(problemSummary(of: form))\(content)</form>
        """
    }

    /// What is wrong, in one place, each with a link to its field.
    package func problemSummary(of form: Form) -> HTML {
        guard !form.problems.isEmpty else { return "" }
        let lines = form.problems.map { problem -> HTML in
            "<li><a href=\"#\(Self.inputID(problem.field))\">\(text(problem.text))</a></li>"
        }
        return """
            <div class="banner problem" role="alert" tabindex="-1" data-focus>\(icon(.warning))<div>\
            <p><strong>\(text("components.form.problems", ["count": String(form.problems.count)]))</strong></p>\
            <ul>\(lines)</ul></div></div>
            """
    }

    /// The id of the control of a field, for labels and links to it.
    package static func inputID(_ name: String) -> String { "field-\(name)" }
}
