// SPDX-License-Identifier: Apache-2.0

package import Conversations
import Disclosure
import Foundation
package import Media
import Policy
import Vault

/// Files both ways. The address a file is fetched from holds the bot's token: it is made, used and forgotten here.
extension TelegramBridge {
    /// What `getFile` gives at most, and what may be sent (core.telegram.org/bots/api, 10.1).
    private static let downloadLimit = 20 << 20
    private static let uploadLimit = 50 << 20
    private static let photoLimit = 10 << 20
    private static let captionLimit = 1024

    private struct PostedFile: Decodable {
        let message_id: Int64
    }

    /// A picture as a picture, when Telegram takes it as one; everything else, and what it does not take, as a document.
    package func post(
        _ file: BridgeFile, in topic: BridgeTopic, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<Void> {
        guard file.size <= Self.uploadLimit else {
            return try await post([BridgeLine(prefix: file.prefix + "📎 ", text: file.name)], in: topic, about: subject)
        }
        if [MediaType.jpeg, .png].contains(file.type), file.size <= Self.photoLimit {
            let answer = try await send(file, by: "sendPhoto", as: "photo", in: topic, about: subject)
            guard case .refused = answer else { return answer }
        }
        return try await send(file, by: "sendDocument", as: "document", in: topic, about: subject)
    }

    private func send(
        _ file: BridgeFile, by method: String, as field: String, in topic: BridgeTopic, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<Void> {
        let outcome = try await door.send(
            to: recipient, for: .support, about: subject.person, fields: [file.text, file.name] + file.content,
            subject: subject.subject, as: .system("bridge")
        ) { opened in
            let text = try opened[file.text]
            let caption = text.isEmpty ? file.prefix.trimmingCharacters(in: .whitespaces) : file.prefix + text
            var form = MultipartForm()
            form.add("chat_id", String(topic.group.chat))
            form.add("message_thread_id", String(topic.thread))
            form.add("caption", String(caption.prefix(Self.captionLimit)))
            form.add("protect_content", "true")
            form.begin(field, fileName: try opened[file.name], type: file.type.rawValue)
            for piece in file.content { form.append(try opened.bytes(piece)) }
            return .http(
                HTTPCall(
                    .post, "\(account.baseURL)/bot\(account.token)/\(method)",
                    headers: [(name: "Content-Type", value: form.contentType)], body: form.finished,
                    deadline: .seconds(90)))
        }
        return BridgeAnswer(outcome) { (_: PostedFile) in () }
    }

    private struct Asked: Encodable {
        let file_id: String
    }

    private struct Found: Decodable {
        let file_path: String?
        let file_size: Int?
    }

    package func fetch(
        _ file: BridgeFileReference, atMost limit: Int
    ) async throws -> BridgeAnswer<[UInt8]> {
        let limit = min(limit, Self.downloadLimit)
        guard file.size ?? 0 <= limit else { return .refused(code: "too-large") }
        let outcome = try await door.call(recipient, try call("getFile", Asked(file_id: file.id)))
        switch BridgeAnswer<FilePlace>(
            outcome, { (found: Found) in found.file_path.map { FilePlace(path: $0, size: found.file_size) } })
        {
        case .done(let found):
            guard !found.path.contains(".."), found.size ?? 0 <= limit else { return .refused(code: "too-large") }
            return try await download(found.path, atMost: limit)
        case .wait(let span): return .wait(span)
        case .unreachable: return .unreachable
        case .refused(let code): return .refused(code: code)
        case .topicMissing, .moved: return .refused(code: "telegram-400")
        }
    }

    private func download(_ path: String, atMost limit: Int) async throws -> BridgeAnswer<[UInt8]> {
        let outcome = try await door.call(
            recipient,
            HTTPCall(
                .get, "\(account.baseURL)/file/bot\(account.token)/\(path)", deadline: .seconds(90),
                answerLimit: limit))
        guard case .answered(.http(let status, _, let body), _) = outcome else { return .unreachable }
        switch status {
        case 200: return .done(body)
        case 429, 500...: return .unreachable
        default: return .refused(code: "telegram-\(status)")
        }
    }

    package func tell(
        _ refusal: MediaRefusal, in topic: BridgeTopic, about subject: BridgeSubject
    ) async throws -> BridgeAnswer<Void> {
        let words =
            switch refusal {
            case .tooLarge:
                "⚠ Tệp quá lớn nên chưa đến được khách. / This file is too large and did not reach the visitor."
            case .notAllowed, .mistyped, .empty, .damaged:
                "⚠ Loại tệp này không gửi được, khách chưa nhận. / This kind of file cannot be sent: the visitor did not get it."
            }
        return try await say(words, in: topic, about: subject)
    }
}

/// Where a file lies at Telegram, for an hour.
private struct FilePlace: Sendable {
    let path: String
    let size: Int?
}
