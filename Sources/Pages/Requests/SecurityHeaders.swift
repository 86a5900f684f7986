// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

/// What browsers are told about every answer. No inline script, no inline style, nothing from elsewhere.
enum SecurityHeaders {
    static func add(to headers: inout HTTPFields, site: Site, isBehindTLS: Bool) {
        if headers[.contentSecurityPolicy] == nil {
            headers[.contentSecurityPolicy] = contentSecurityPolicy(checkoutOrigins: site.checkoutOrigins)
        }
        headers[.xContentTypeOptions] = "nosniff"
        // Order pages have their secret in the path: no other site may see it.
        headers[.referrerPolicy] = "same-origin"
        headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        headers[.crossOriginOpenerPolicy] = "same-origin"
        if headers[.crossOriginResourcePolicy] == nil { headers[.crossOriginResourcePolicy] = "same-origin" }
        if isBehindTLS { headers[.strictTransportSecurity] = "max-age=63072000; includeSubDomains" }
    }

    private static func contentSecurityPolicy(checkoutOrigins: [String]) -> String {
        let formTargets = (["'self'"] + checkoutOrigins).joined(separator: " ")
        return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
            + "connect-src 'self'; manifest-src 'self'; form-action \(formTargets); frame-ancestors 'none'; base-uri 'none'"
    }
}
