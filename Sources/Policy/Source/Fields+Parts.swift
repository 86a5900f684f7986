// SPDX-License-Identifier: Apache-2.0

import Yams

extension Fields {
    /// The mapping under `key`; nil, with the problem noted, when there is none.
    func part<Part>(_ key: String, _ read: (Fields) -> Part?) -> Part? {
        guard let node = required(key) else { return nil }
        guard let mapping = node.mapping else {
            report(key, "`\(key)` is not a group of keys.", fix: "Indent its keys below it.")
            return nil
        }
        return Fields(mapping, at: path + [key], in: reading).readAll(read)
    }

    /// The same for a group that may be missing.
    func optionalPart<Part>(_ key: String, _ read: (Fields) -> Part?) -> Part? {
        value(key) == nil ? nil : part(key, read)
    }

    /// The entries of the list under `key`, each a mapping that says its name under `name`; a name may stand once.
    func entries<Entry>(_ key: String, by name: String = "id", _ read: (Fields) -> Entry?) -> [Entry] {
        guard let node = required(key) else { return [] }
        guard let items = node.sequence else {
            report(key, "`\(key)` is not a list.", fix: "Start each entry with `- \(name):`.")
            return []
        }
        var lines: [String: Int] = [:]
        return items.compactMap { item in
            guard let mapping = item.mapping else {
                reading.report(
                    at: SourcePlace(item), "An entry of `\(key)` has no keys.", fix: "Start it with `- \(name):`.")
                return nil
            }
            let written = mapping[name]
            let id = written?.scalar?.string ?? ""
            let place = SourcePlace(written ?? item)
            if let line = lines[id], written != nil {
                reading.report(
                    at: place, "`\(id)` stands in `\(key)` a second time; the first is on line \(line).",
                    fix: "Merge the two or remove one.")
            }
            lines[id] = place.line
            let fields = Fields(mapping, at: path + [key, id], in: reading)
            reading.note(place, of: fields.path)
            return fields.readAll(read)
        }
    }

    /// The entries of the mapping under `key`, whose keys are the program's own names.
    func named<Name: PolicyName, Entry>(
        _ key: String, _ kind: String, _: Name.Type = Name.self, _ read: (Fields, String) -> Entry
    ) -> [Name: Entry] {
        part(key) { fields -> [Name: Entry] in
            var entries: [Name: Entry] = [:]
            for name in fields.keys {
                let entry = read(fields, name)
                if let known = Name(rawValue: name) {
                    entries[known] = entry
                } else {
                    fields.reportUnknown(
                        name, kind, among: Name.allCases.map(\.rawValue), at: fields.placeOfKey(name))
                }
            }
            return entries
        } ?? [:]
    }

    /// An entry whose name means nothing is left out, and the rest of it not looked at: one mistake, one problem.
    private func readAll<Part>(_ read: (Fields) -> Part?) -> Part? {
        guard let part = read(self) else {
            reading.hasGaps = true
            return nil
        }
        finish()
        return part
    }
}
