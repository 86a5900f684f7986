// SPDX-License-Identifier: Apache-2.0

/// What a database is for. The raw value names its folder of migrations and its file.
package enum DatabaseKind: String, Sendable, CaseIterable {
    /// An organisation's business data.
    case data
    /// An organisation's keys, look-ups and credentials: never in the same backup as its data.
    case keys
    /// The instance's own: businesses, organisations, hosts, routes, due work.
    case control
}
