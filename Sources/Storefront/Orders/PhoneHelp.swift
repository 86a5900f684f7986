// SPDX-License-Identifier: Apache-2.0

import Pages

/// The phones whose menus differ. Which one reads the page, a script in the browser finds out and tells nobody.
enum PhoneFamily: String, CaseIterable {
    case iphone, samsung, pixel, other
}

extension Sheet {
    /// The steps for one kind of phone at a time; without scripts one chooses, and where style sheets are old all are shown.
    func phoneHelp(number: Int) -> HTML {
        let name = "phone-\(number)"
        let choices = PhoneFamily.allCases.map { model -> HTML in
            """
            <label class="phone-choice"><input type="radio" name="\(name)" value="\(model.rawValue)" data-phone="\(model.rawValue)"\
            \(flag: "checked", model == .iphone)><span>\(text("storefront.phone-help.\(model.rawValue).name", [:]))</span></label>
            """
        }
        return """
            <section class="phone-help"><fieldset class="phone-pick"><legend>\(text("storefront.phone-help.legend"))</legend>\
            \(choices)</fieldset>
            <p class="phone-found soft small" data-phone-found hidden>\(text("storefront.phone-help.found"))</p>
            \(PhoneFamily.allCases.map(steps))</section>
            """
    }

    private func steps(for model: PhoneFamily) -> HTML {
        let words = (1...4).map { number -> HTML in
            "<li>\(text("storefront.phone-help.\(model.rawValue).step-\(number)", [:]))</li>"
        }
        return """
            <div class="phone-steps" data-steps="\(model.rawValue)">\
            <h3>\(text("storefront.phone-help.\(model.rawValue).title", [:]))</h3><ol class="numbered">\(words)</ol></div>
            """
    }
}
