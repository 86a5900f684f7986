// SPDX-License-Identifier: Apache-2.0

import Foundation
import HTTPTypes
package import Hummingbird
import NIOCore

extension Request {
    /// What a script says of a file beside its bytes, which are the body: JSON, percent-encoded, in a header of its own, since a name belongs in
    /// no address. Nil when it is not that.
    package func fileDetails<Details: Decodable>(_: Details.Type) -> Details? {
        guard let text = headers[.fileDetails]?.removingPercentEncoding else { return nil }
        // Nil: it is not what we ask for.
        return try? JSONDecoder().decode(Details.self, from: Data(text.utf8))
    }

    /// The body as it comes in.
    package var pieces: AsyncMapSequence<RequestBody, [UInt8]> {
        body.map { Array(buffer: $0) }
    }

    package var contentLength: Int? { headers[.contentLength].flatMap { Int($0) } }
}

extension HTTPField.Name {
    // A literal that is a token can always be a field name.
    // swift-format-ignore: NeverForceUnwrap
    static let fileDetails = HTTPField.Name("x-file")!
}
