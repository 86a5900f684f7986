// SPDX-License-Identifier: Apache-2.0

package import Policy
package import Values
package import Vault

/// Works out what staff asked. The built-in one needs nobody; the others are models of third parties, implemented at the edge, and what they
/// are sent goes through the one door with personal data replaced.
package protocol AssistanceEngine: Sendable {
    /// Its name on the record; that of its recipient in the policy, where it has one.
    var name: String { get }
    var model: String { get }
    /// Whether it belongs to the organisation's machine; one elsewhere is passed over when the policy does not declare it.
    var recipient: RecipientID? { get }

    func answer(_ question: AssistanceQuestion, as caller: Caller) async throws -> AssistanceAnswer
}

/// One question about one conversation. Its texts are sealed: who opens them says for which purpose.
package struct AssistanceQuestion: Sendable {
    package struct Line: Sendable {
        package let isFromVisitor: Bool
        package let text: SealedValue

        package init(isFromVisitor: Bool, text: SealedValue) {
            self.isFromVisitor = isFromVisitor
            self.text = text
        }
    }

    package let task: AssistanceTask
    package let person: PersonID
    /// What the disclosure record files it under.
    package let subject: [UInt8]
    package let language: Language
    /// Oldest first; notes among colleagues are never among them.
    package let lines: [Line]
    /// What may be used to answer.
    package let passages: [HelpPassage]

    package init(
        task: AssistanceTask, person: PersonID, subject: [UInt8], language: Language, lines: [Line],
        passages: [HelpPassage]
    ) {
        self.task = task
        self.person = person
        self.subject = subject
        self.language = language
        self.lines = lines
        self.passages = passages
    }
}

package enum AssistanceAnswer: Sendable {
    case answered(AssistanceFindings, model: String, tokens: Int)
    case failed(AssistanceFailure, tokens: Int)
    case refused(VaultRefusal)
}

package struct AssistanceFindings: Sendable {
    package var text: String
    package var nextStep: String
    package var mood: Mood?
    package var score: Int?
    package var reasons: [AssistanceReason]
    /// Places in the question's passages.
    package var sources: [Int]
    package var invented: Int

    package init(
        text: String, nextStep: String = "", mood: Mood? = nil, score: Int? = nil, reasons: [AssistanceReason] = [],
        sources: [Int] = [], invented: Int = 0
    ) {
        self.text = text
        self.nextStep = nextStep
        self.mood = mood
        self.score = score
        self.reasons = reasons
        self.sources = sources
        self.invented = invented
    }
}
