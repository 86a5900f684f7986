// SPDX-License-Identifier: Apache-2.0

/// One page of what `ListObjectsV2` answers, as far as it is needed.
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html, read 2026-11-21. Elements are found by name: our keys
/// hold nothing that XML would escape but what a prefix may.
struct S3Listing {
    let objects: [(key: String, size: Int)]
    /// Where the next page begins; nil after the last.
    let next: String?

    init(_ xml: String) {
        objects = Self.contents(of: "Contents", in: xml[...]).compactMap { item in
            guard let key = Self.contents(of: "Key", in: item).first,
                let size = Self.contents(of: "Size", in: item).first.flatMap({ Int($0) })
            else { return nil }
            return (Self.plain(key), size)
        }
        let isTruncated = Self.text("IsTruncated", in: xml) == "true"
        next = isTruncated ? Self.text("NextContinuationToken", in: xml) : nil
    }

    static func text(_ element: String, in xml: String) -> String? {
        contents(of: element, in: xml[...]).first.map(plain)
    }

    private static func contents(of element: String, in xml: Substring) -> [Substring] {
        let (opening, closing) = ("<\(element)>", "</\(element)>")
        var (found, rest): ([Substring], Substring) = ([], xml)
        while let start = rest.firstRange(of: opening),
            let end = rest[start.upperBound...].firstRange(of: closing)
        {
            found.append(rest[start.upperBound..<end.lowerBound])
            rest = rest[end.upperBound...]
        }
        return found
    }

    private static func plain(_ text: Substring) -> String {
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&amp;", "&")]
            .reduce(String(text)) { $0.replacing($1.0, with: $1.1) }
    }
}
