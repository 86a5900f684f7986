// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// What shall go wrong, per provider; read at every call, so that a change works at once.
final class Scenarios: Sendable {
    private let settings = Mutex<[Provider: Scenario]>([:])

    subscript(provider: Provider) -> Scenario {
        get { settings.withLock { $0[provider] ?? Scenario() } }
        set { settings.withLock { $0[provider] = newValue } }
    }

    /// Takes what applies to one inbound call and counts it off.
    func turn(for provider: Provider, path: String) -> Turn {
        settings.withLock { settings in
            var scenario = settings[provider] ?? Scenario()
            defer { settings[provider] = scenario }
            var turn = Turn(latency: .milliseconds(scenario.latencyMilliseconds))
            guard scenario.path.isEmpty || path.contains(scenario.path) else { return turn }
            if scenario.failAlways || scenario.failNext > 0 {
                scenario.failNext = max(0, scenario.failNext - 1)
                turn.failure = Turn.Failure(status: scenario.failStatus, code: scenario.failCode)
            } else if provider != .mail, scenario.loseAnswers > 0 {
                scenario.loseAnswers -= 1
                turn.losesAnswer = true
            }
            return turn
        }
    }

    /// Whether one more answer shall be lost, for a protocol that decides late.
    func takeLostAnswer(_ provider: Provider) -> Bool {
        settings.withLock { settings in
            guard let left = settings[provider]?.loseAnswers, left > 0 else { return false }
            settings[provider]?.loseAnswers = left - 1
            return true
        }
    }

    func reset() { settings.withLock { $0 = [:] } }
}

/// What befalls one inbound call.
struct Turn: Sendable {
    struct Failure: Sendable {
        let status: Int
        let code: String
    }

    var latency: Duration = .zero
    var failure: Failure?
    /// The work is done, the connection closes before the answer.
    var losesAnswer = false
}
