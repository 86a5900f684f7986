// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// Thrown by a handler that cannot give the page asked for. The front door writes a page about it in the person's
/// language. (`HTTPError` works too, but says nothing beyond its status: the router drops its words.)
package struct PageProblem: Error, Sendable {
    package let status: HTTPResponse.Status
    /// What to say instead of the usual words for this status.
    package let text: Text?
    package let headers: HTTPFields

    package init(_ status: HTTPResponse.Status, _ text: Text? = nil, headers: HTTPFields = [:]) {
        self.status = status
        self.text = text
        self.headers = headers
    }

    /// 429 with the time to wait.
    package static func tooMany(waitSeconds: Int) -> PageProblem {
        PageProblem(.tooManyRequests, headers: [.retryAfter: String(waitSeconds)])
    }
}
