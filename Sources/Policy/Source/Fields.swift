// SPDX-License-Identifier: Apache-2.0

import Yams

/// One mapping of a source file while it is being read: hands out its values by key and reports what is wrong with them.
///
/// Every reader returns something, so that one mistake does not hide the next; what was read is used only if nothing
/// was reported.
final class Fields {
    let path: [String]
    let reading: SourceReading
    private let place: SourcePlace
    private let pairs: [(key: String, place: SourcePlace, value: Node)]
    private var known: [String] = []

    init(_ mapping: Node.Mapping, at path: [String], in reading: SourceReading) {
        self.path = path
        self.reading = reading
        place = mapping.mark.map(SourcePlace.init) ?? .start
        pairs = mapping.map { key, value in (key.string ?? "", SourcePlace(key), value) }
        reading.note(place, of: path)
    }

    /// The value under `key`, its place noted; nil when the key is missing or nothing stands behind it.
    func value(_ key: String) -> Node? {
        known.append(key)
        guard let pair = pairs.first(where: { $0.key == key }) else { return nil }
        reading.note(SourcePlace(pair.value), of: path + [key])
        if pair.value.scalar?.string.isEmpty == true { return nil }
        return pair.value
    }

    /// The value under `key`; a missing one is reported.
    func required(_ key: String) -> Node? {
        if let value = value(key) { return value }
        let name = path.isEmpty ? "The file" : "`\(path.joined(separator: " > "))`"
        reading.report(
            at: keyPlace(key) ?? place, "\(name) has no `\(key)`.", fix: "Add `\(key):` with its value.")
        return nil
    }

    func report(_ key: String, _ sentence: String, fix: String) {
        reading.report(at: path + [key], sentence, fix: fix)
    }

    /// Reports every key nobody asked for. Call it when all keys have been asked for.
    func finish() {
        for pair in pairs where !known.contains(pair.key) {
            let nearest = NearestName.of(pair.key, among: known)
            let fix = nearest.map { "Did you mean `\($0)`?" } ?? "Use one of: \(known.joined(separator: ", "))."
            reading.report(at: pair.place, "`\(pair.key)` is not a key that stands here.", fix: fix)
        }
    }

    private func keyPlace(_ key: String) -> SourcePlace? {
        pairs.first { $0.key == key }?.place
    }

    /// The keys of a mapping whose keys are names of ours rather than fixed words.
    var keys: [String] { pairs.map(\.key) }

    func placeOfKey(_ key: String) -> SourcePlace { keyPlace(key) ?? place }
}
