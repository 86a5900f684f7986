// SPDX-License-Identifier: Apache-2.0

import Jobs
import Values

/// The work of a shop that is done after a commit, each kind about one row.
enum ShopJob {
    /// About orders.
    static let expireOrder: JobKind = "expire-order"
    static let letStockGo: JobKind = "let-stock-go"
    static let fulfilOrder: JobKind = "fulfil-order"
    static let refundOrder: JobKind = "refund-order"
    static let suspendEsims: JobKind = "suspend-esims"
    static let resumeEsims: JobKind = "resume-esims"
    static let withdrawEsims: JobKind = "withdraw-esims"
    static let watchEsims: JobKind = "watch-esims"
    static let decideWithdrawal: JobKind = "decide-withdrawal"
    /// About a request for links.
    static let mailOrderLinks: JobKind = "find-order-links"
    /// About a correction of an address.
    static let proveAddress: JobKind = "prove-address"
    static let warnAddress: JobKind = "warn-address"
    static let finishCorrection: JobKind = "finish-correction"
    static let forgetCorrection: JobKind = "forget-correction"
    /// About nothing in particular: forgets what orders were counted by.
    static let forgetFraudMarks: JobKind = "forget-fraud-marks"
    /// About a payment: asks the gateway when no message has come.
    static let checkPayment: JobKind = "check-payment"

    /// One kind for each mail, so that a slow one keeps no other waiting and none runs twice at a time.
    static func mail(_ kind: OrderMailKind) -> JobKind { JobKind(rawValue: "mail-\(kind.rawValue)") }

    static func letStockGo(of order: ID<Order>, at now: Instant, after hold: Duration) -> Job {
        Job(letStockGo, about: order, at: now, after: hold, exclusive: true)
    }

    /// One of each that an order's move may need, drawn before the transaction.
    static func afterMove(of order: ID<Order>, at now: Instant) -> [JobKind: Job] {
        let kinds =
            [fulfilOrder, refundOrder, suspendEsims, resumeEsims, withdrawEsims] + OrderMailKind.allCases.map(mail)
        var jobs = Dictionary(
            uniqueKeysWithValues: kinds.map { ($0, Job($0, about: order, at: now, exclusive: true)) })
        // What was delivered a moment ago has nothing to tell yet.
        jobs[watchEsims] = Job(watchEsims, about: order, at: now, after: .hours(6), exclusive: true)
        return jobs
    }
}
