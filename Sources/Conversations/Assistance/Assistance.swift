// SPDX-License-Identifier: Apache-2.0

/// What staff may ask a program about one conversation. Nothing else is ever asked.
package enum AssistanceTask: String, Sendable, CaseIterable {
    /// A reply to begin with, from the organisation's help articles.
    case reply
    /// What it is about and what comes next, its mood, and whether somebody is about to buy, with the reasons.
    case insight
}

/// How somebody who writes seems to feel.
package enum Mood: String, Sendable, CaseIterable {
    case positive, neutral, negative
}

/// Why a mood or score is what it is: words of a model, or a rule of ours that a face puts in its reader's language.
package enum AssistanceReason: Hashable, Sendable {
    case words(String)
    case rule(AssistanceRule, quoting: String)
}

package enum AssistanceRule: String, Sendable, CaseIterable {
    case kindWords = "kind-words"
    case angryWords = "angry-words"
    case shouting
    case unanswered
    case asksPrice = "asks-price"
    case wantsToBuy = "wants-to-buy"
    case namesDate = "names-date"
    case severalPeople = "several-people"
    case complains
}

/// What came back, for the eyes of the one who asked: it is shown as the work of a program and stored nowhere.
package struct Assistance: Sendable {
    package let task: AssistanceTask
    /// The suggested reply, or the summary.
    package let text: String
    package let nextStep: String
    package let mood: Mood?
    /// 0 to 100: how likely somebody is about to buy.
    package let score: Int?
    package let reasons: [AssistanceReason]
    /// The articles a reply rests on.
    package let sources: [HelpPassage]
    /// Who worked it out, as the record names them, and with which model.
    package let engine: String
    package let model: String
    /// How many things the model wrote about that were never sent; each shows as `…`.
    package let invented: Int
}

/// What came of asking.
package enum AssistanceOutcome: Sendable {
    case helped(Assistance)
    /// The business's policy declares no such purpose.
    case notOffered
    /// The organisation, the person or the caller's role stands against it.
    case refused(AssistanceRefusal)
    /// Too many within a minute.
    case wait(Duration)
    /// This month's budget is used up; nothing was asked.
    case spent
    /// Nobody could: what each engine answered, in the order they were asked.
    case failed([AssistanceFailure])
    case notFound
    case forbidden
}

package enum AssistanceRefusal: String, Sendable {
    case switchedOff = "switched-off"
    case objected
    case restricted
    case erased
    case callerMayNot = "caller-may-not"
}

/// Why one engine gave no help.
package enum AssistanceFailure: Hashable, Sendable {
    /// The model would not answer.
    case declined
    /// The answer was longer than allowed and broke off.
    case cutShort
    case busy(Duration)
    /// The account has no credit left.
    case exhausted
    /// The key is not taken.
    case unauthorised
    case unreachable
    /// The answer was not what was asked for.
    case unusable
    /// Nothing known fits; only the built-in engine says so.
    case nothingFits
    /// The policy does not let it leave to this engine.
    case notDisclosed(String)

    package var code: String {
        switch self {
        case .declined: "declined"
        case .cutShort: "cut-short"
        case .busy: "busy"
        case .exhausted: "exhausted"
        case .unauthorised: "unauthorised"
        case .unreachable: "unreachable"
        case .unusable: "unusable"
        case .nothingFits: "nothing-fits"
        case .notDisclosed(let code): "not-disclosed:\(code)"
        }
    }
}
