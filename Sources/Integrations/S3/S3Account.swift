// SPDX-License-Identifier: Apache-2.0

/// How to sign in at an S3-compatible store.
package struct S3Account: Sendable {
    /// `https://s3.eu-central-1.amazonaws.com`; plain HTTP to this machine only.
    package let endpoint: String
    package let region: String
    package let accessKey: String
    let secretKey: String

    package init(endpoint: String, region: String, accessKey: String, secretKey: String) {
        self.endpoint = endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint
        self.region = region
        self.accessKey = accessKey
        self.secretKey = secretKey
    }
}

extension S3Account: CustomStringConvertible, CustomReflectable {
    package var description: String { "\(accessKey) at \(endpoint)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
