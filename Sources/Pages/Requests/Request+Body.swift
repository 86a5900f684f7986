// SPDX-License-Identifier: Apache-2.0

package import Hummingbird
package import NIOCore

extension Request {
    /// How long a whole body may take: one that trickles resets every idle timeout.
    static let bodyDeadline = Duration.seconds(10)

    /// The whole body. Throws a `PageProblem` the front door turns into a page: 413 above the limit, 408 when it is not
    /// complete within ten seconds.
    package func collected(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw PageProblem(.contentTooLarge)
        }
        return try await withThrowingTaskGroup(of: ByteBuffer.self) { group in
            group.addTask { try await body.collect(upTo: limit) }
            group.addTask {
                try await Task.sleep(for: Self.bodyDeadline)
                throw PageProblem(.requestTimeout)
            }
            defer { group.cancelAll() }
            guard let body = try await group.next() else { throw PageProblem(.badRequest) }
            return body
        }
    }
}
