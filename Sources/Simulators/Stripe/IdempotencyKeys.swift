// SPDX-License-Identifier: Apache-2.0

import Values

/// Stripe's memory of `Idempotency-Key`s (docs.stripe.com/api/idempotent_requests, read 2026-11).
///
/// The first result of a key is replayed, a 500 included; requests that failed validation or met another in flight
/// leave no result. Keys are forgotten after 24 hours.
struct IdempotencyKeys: Sendable {
    enum Claim: Sendable {
        /// Go ahead, and report with `finish`.
        case first
        case replay(StripeAnswer)
        case inFlight
        case otherParameters
    }

    private struct Entry: Sendable {
        let request: String
        let since: Instant
        var answer: StripeAnswer?
    }

    private var entries: [String: Entry] = [:]

    /// `request` names method, path and parameters.
    mutating func claim(_ key: String, for request: String, at now: Instant) -> Claim {
        entries = entries.filter { now - $0.value.since < .hours(24) }
        guard let entry = entries[key] else {
            entries[key] = Entry(request: request, since: now)
            return .first
        }
        guard entry.request == request else { return .otherParameters }
        guard let answer = entry.answer else { return .inFlight }
        return .replay(answer)
    }

    /// Keeps the result for replay, or frees the key when nothing was begun.
    mutating func finish(_ key: String, with answer: StripeAnswer) {
        if answer.begun {
            entries[key]?.answer = answer
        } else {
            entries[key] = nil
        }
    }
}

struct StripeAnswer: Sendable {
    let status: Int
    let body: JSON
    var requestID = StripeID.make("req")
    /// False for what was refused before anything was executed.
    var begun = true
    var replayed = false
}
