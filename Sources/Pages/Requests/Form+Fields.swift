// SPDX-License-Identifier: Apache-2.0

package import Values

/// Taking typed values out of a form. Each returns nil and notes a problem beside the field when it is not what it
/// should be; none throws, so that a person hears of all mistakes at once.
extension Form {
    package mutating func text(_ name: String, atMost limit: Int = 500, missing: Text = "requests.form.missing")
        -> String?
    {
        let value = self[name].trimmingSpaces()
        if value.isEmpty {
            refuse(name, missing)
            return nil
        }
        guard value.count <= limit else {
            refuse(name, Text("requests.form.too-long", ["limit": String(limit)]))
            return nil
        }
        return value
    }

    /// The text, or nil without complaint when the field was left empty.
    package mutating func optionalText(_ name: String, atMost limit: Int = 500) -> String? {
        self[name].trimmingSpaces().isEmpty ? nil : text(name, atMost: limit)
    }

    package mutating func email(_ name: String) -> EmailAddress? {
        guard let value = text(name, atMost: 254, missing: "requests.form.email-missing") else { return nil }
        guard let address = EmailAddress(value) else {
            refuse(name, "requests.form.email-malformed")
            return nil
        }
        return address
    }

    package mutating func integer(_ name: String, in range: ClosedRange<Int>) -> Int? {
        guard let value = text(name, atMost: 20) else { return nil }
        guard let number = Int(value), range.contains(number) else {
            refuse(
                name,
                Text("requests.form.number", ["low": String(range.lowerBound), "high": String(range.upperBound)]))
            return nil
        }
        return number
    }

    package mutating func id<Entity>(_ name: String, of _: Entity.Type = Entity.self) -> ID<Entity>? {
        guard let id = ID<Entity>(self[name]) else {
            refuse(name, "requests.form.choice")
            return nil
        }
        return id
    }

    /// One of the cases of an enum; anything else was not on the page.
    package mutating func choice<Choice: RawRepresentable<String>>(_ name: String, of _: Choice.Type = Choice.self)
        -> Choice?
    {
        guard let choice = Choice(rawValue: self[name]) else {
            refuse(name, "requests.form.choice")
            return nil
        }
        return choice
    }

    /// A box that must be ticked, such as a declaration of age.
    @discardableResult
    package mutating func required(_ name: String, otherwise text: Text) -> Bool {
        guard isTicked(name) else {
            refuse(name, text)
            return false
        }
        return true
    }

    package func isTicked(_ name: String) -> Bool { !self[name].isEmpty }
}
