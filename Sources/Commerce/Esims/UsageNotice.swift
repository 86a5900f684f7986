// SPDX-License-Identifier: Apache-2.0

import Values

/// Something a buyer should hear of an eSIM in time, once for each amount of data and each end it ever has: a top-up that
/// raises either begins anew.
enum UsageNotice: String, Sendable, CaseIterable {
    /// A fifth of the data is left, or less.
    case lowData = "low-data"
    /// It ends within three days.
    case expiring

    /// In hundredths of the whole. eSIM Access announces the same mark.
    static let lowShare: Int64 = 20
    static let warning = Duration.days(3)

    /// Whether it is true of an eSIM now. One that lies unused or rests has nothing to say.
    func fits(_ status: EsimStatus, at now: Instant) -> Bool {
        switch self {
        case .lowData:
            guard status.state == .inUse || status.state == .usedUp, status.totalBytes > 0 else { return false }
            return (status.totalBytes - status.usedBytes) * 100 <= status.totalBytes * Self.lowShare
        case .expiring:
            guard status.state == .inUse, let end = status.expiresAt else { return false }
            return end > now && end - now <= Self.warning
        }
    }

    /// What tells this occasion from the next: the same mark is told of once. An end counts by its day, since networks are not
    /// precise about it.
    func mark(of status: EsimStatus) -> Int64 {
        switch self {
        case .lowData: status.totalBytes
        case .expiring: (status.expiresAt?.milliseconds ?? 0) / 86_400_000
        }
    }

    var mail: OrderMailKind {
        switch self {
        case .lowData: .lowData
        case .expiring: .expiring
        }
    }
}

extension EsimState {
    /// How long until the network is asked again unasked; nil once nothing can change.
    var watchInterval: Duration? {
        switch self {
        case .inUse: .hours(6)
        case .installed: .hours(12)
        case .ready, .usedUp, .suspended: .hours(24)
        case .expired, .cancelled, .revoked: nil
        }
    }
}
