// SPDX-License-Identifier: Apache-2.0

/// One of several things to choose from, with enough beside it to choose.
package struct Choice: Sendable {
    package let value: String
    package let title: String
    package let detail: String
    /// At the end of the line: a price.
    package let aside: String

    package init(_ value: String, _ title: String, detail: String = "", aside: String = "") {
        self.value = value
        self.title = title
        self.detail = detail
        self.aside = aside
    }
}

extension Sheet {
    /// A few choices side by side, one of which is taken.
    package func radioCards(_ name: String, legend: String, choices: [Choice], in form: Form) -> HTML {
        let problem = form.problem(with: name)
        let cards = choices.enumerated().map { index, choice -> HTML in
            """
            <label class="radio-card"><input type="radio" name="\(name)" value="\(choice.value)"\
            \(attribute: "id", index == 0 ? Self.inputID(name) : nil)\
            \(flag: "checked", form[name] == choice.value || (form[name].isEmpty && index == 0))>\
            <span class="radio-text"><strong>\(choice.title)</strong>\
            \(if: !choice.detail.isEmpty, "<span>\(choice.detail)</span>")</span>\
            \(if: !choice.aside.isEmpty, "<span class=\"radio-aside\">\(choice.aside)</span>")</label>
            """
        }
        let line: HTML? = problem.map {
            "<p class=\"field-problem\">\(icon(.warning, size: .small))<span>\(text($0))</span></p>"
        }
        return """
            <fieldset class="field radio-cards\(if: problem != nil, " invalid")"><legend>\(legend)</legend>\(cards)\(line)</fieldset>
            """
    }

    /// A box to tick. The label may hold a link.
    package func checkbox(_ name: String, _ label: HTML, isRequired: Bool = false, in form: Form) -> HTML {
        let id = Self.inputID(name)
        let problem = form.problem(with: name)
        let line: HTML? = problem.map {
            """
            <p class="field-problem" id="\(id)-problem">\(icon(.warning, size: .small))<span>\(text($0))</span></p>
            """
        }
        return """
            <div class="field check\(if: problem != nil, " invalid")"><label><input type="checkbox" id="\(id)" \
            name="\(name)" value="yes"\(flag: "checked", form.isTicked(name))\(flag: "required", isRequired)\
            \(attribute: "aria-invalid", problem == nil ? nil : "true")\
            \(attribute: "aria-describedby", problem == nil ? nil : "\(id)-problem")><span>\(label)</span></label>\(line)</div>
            """
    }

    /// Something that is on or off and takes effect when its form is sent.
    package func toggle(_ name: String, _ label: String, hint: String = "", in form: Form) -> HTML {
        """
        <label class="toggle"><input type="checkbox" role="switch" name="\(name)" value="yes" \
        id="\(Self.inputID(name))"\(flag: "checked", form.isTicked(name))><span class="toggle-track" aria-hidden="true"></span>\
        <span class="toggle-text">\(label)\(if: !hint.isEmpty, "<span class=\"hint\">\(hint)</span>")</span></label>
        """
    }

    /// What narrows a list: a few words to choose among, the first of which stands for everything.
    package func filter(_ name: String, label: String, options: [(value: String, label: String)], chosen: String?)
        -> HTML
    {
        let choices = options.map { option -> HTML in
            "<option value=\"\(option.value)\"\(flag: "selected", option.value == chosen)>\(option.label)</option>"
        }
        let id = Self.inputID(name)
        return """
            <div class="field"><label for="\(id)">\(label)</label><span class="select">\
            <select class="input" id="\(id)" name="\(name)">\(choices)</select>\(icon(.chevronDown))</span></div>
            """
    }

    /// A search that works by sending its form; `list` names the element a script filters while one types,
    /// `suggestions` the address of a list it offers below the field.
    package func searchBox(
        _ action: String, name: String, label: String, placeholder: String, value: String = "",
        filtering list: String? = nil, suggestions: String? = nil
    ) -> HTML {
        """
        <form class="search" role="search" action="\(action)" method="get"\(attribute: "data-filter", list)\
        \(attribute: "data-suggestions", suggestions)>\
        <label class="hidden" for="\(Self.inputID(name))">\(label)</label>\(icon(.search))\
        <input class="input" type="search" id="\(Self.inputID(name))" name="\(name)" value="\(value)" \
        placeholder="\(placeholder)" autocomplete="off" enterkeyhint="search">\
        <button class="button primary">\(text("components.search"))</button></form>
        """
    }
}
