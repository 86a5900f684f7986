// SPDX-License-Identifier: Apache-2.0

import Foundation

extension Sheet {
    /// How much of a known total is done.
    package func progress(_ done: Int, of total: Int, label: String) -> HTML {
        """
        <div class="progress"><div class="progress-label"><span>\(label)</span>\
        <span class="number">\(done)/\(total)</span></div>\
        <progress value="\(done)" max="\(max(total, 1))" aria-label="\(label)"></progress></div>
        """
    }

    /// What is left of a plan, as a ring with words in it. The words say everything the ring shows.
    package func usageRing(remaining: Double, amount: String, caption: String) -> HTML {
        let share = min(max(remaining, 0), 1)
        let circumference = 2 * Double.pi * 52
        let length = String(format: "%.1f %.1f", share * circumference, circumference)
        return """
            <div class="ring\(if: share < 0.2, " low")"><svg viewBox="0 0 120 120" aria-hidden="true" focusable="false">\
            <circle class="ring-track" cx="60" cy="60" r="52"/>\
            \(if: share > 0, "<circle class=\"ring-fill\" cx=\"60\" cy=\"60\" r=\"52\" stroke-dasharray=\"\(length)\" transform=\"rotate(-90 60 60)\"/>")</svg>\
            <p class="ring-text"><strong>\(amount)</strong><span>\(caption)</span></p></div>
            """
    }

    /// Where one is in a short sequence.
    package func stepper(_ steps: [String], current: Int) -> HTML {
        let items = steps.enumerated().map { index, step -> HTML in
            let state = index < current ? "done" : index == current ? "current" : "ahead"
            return """
                <li class="\(state)"\(attribute: "aria-current", index == current ? "step" : nil)>\
                <span class="step-mark" aria-hidden="true">\(index < current ? icon(.check, size: .small) : "\(index + 1)")</span>\
                <span>\(step)</span>\(if: index < current, "<span class=\"hidden\">\(text("components.step-done"))</span>")</li>
                """
        }
        return "<ol class=\"stepper\">\(items)</ol>"
    }
}
