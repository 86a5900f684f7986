// SPDX-License-Identifier: Apache-2.0

extension Sheet {
    var fieldExhibits: [Exhibit] {
        var wrong = Form(["full-email": "minh@", "full-note": sampleText, "full-place": "japan", "full-on": "yes"])
        _ = wrong.email("full-email")
        wrong.refuse("full-age", "requests.form.choice")
        return [
            Exhibit("List of problems", fullest: problemSummary(of: wrong), emptiest: problemSummary(of: Form())),
            Exhibit(
                "Field",
                fullest: field(
                    Field(
                        "full-email", text("gallery.email"), kind: .email, hint: text("gallery.hint"),
                        reason: text("gallery.reason"), autocomplete: "email"), in: wrong),
                emptiest: field(Field("empty-email", text("gallery.email"), isOptional: true), in: Form())),
            Exhibit(
                "Text area",
                fullest: textArea(
                    Field("full-note", text("gallery.note"), hint: text("gallery.hint"), limit: 500), in: wrong),
                emptiest: textArea(Field("empty-note", text("gallery.note"), isOptional: true), rows: 2, in: Form())),
            Exhibit(
                "Select",
                fullest: select(
                    Field("full-place", text("gallery.where")),
                    options: [("vietnam", "Việt Nam"), ("japan", sampleName)], in: wrong),
                emptiest: select(Field("empty-place", text("gallery.where"), isOptional: true), options: [], in: Form())
            ),
            Exhibit(
                "Radio cards",
                fullest: radioCards(
                    "full-method", legend: text("gallery.how"),
                    choices: [
                        Choice("card", text("gallery.card"), detail: sampleText, aside: text("gallery.amount")),
                        Choice("transfer", text("gallery.transfer"), detail: sampleText),
                    ], in: wrong),
                emptiest: radioCards(
                    "empty-method", legend: text("gallery.how"), choices: [Choice("card", text("gallery.card"))],
                    in: Form())),
            Exhibit(
                "Checkbox", fullest: checkbox("full-age", "\(text("gallery.agree"))", isRequired: true, in: wrong),
                emptiest: checkbox("empty-age", "\(text("gallery.agree"))", in: Form())),
            Exhibit(
                "Switch", fullest: toggle("full-on", text("gallery.notify"), hint: text("gallery.hint"), in: wrong),
                emptiest: toggle("empty-on", text("gallery.notify"), in: Form())),
            Exhibit(
                "Search",
                fullest: searchBox(
                    path(.plans), name: "full-search", label: text("gallery.where"), placeholder: text("gallery.where"),
                    value: sampleName),
                emptiest: searchBox(
                    path(.plans), name: "empty-search", label: "\(text("gallery.where")) 2",
                    placeholder: text("gallery.where"))),
        ]
    }
}
