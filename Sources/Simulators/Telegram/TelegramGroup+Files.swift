// SPDX-License-Identifier: Apache-2.0

import Values

/// Files in the group: sent by the bot in a form, asked for by `getFile` and fetched from `/file/bot<token>/<path>`.
extension TelegramGroup {
    private static let downloadLimit = 20 << 20
    private static let uploadLimit = 50 << 20
    private static let captionLimit = 1024

    /// `sendPhoto` and `sendDocument`: a form with the file in a field of that name.
    func send(_ part: MIMEPart?, _ kind: File.Kind, _ fields: JSON) -> TelegramAnswer {
        if let problem = problem(with: fields) ?? tooMany() { return problem }
        guard let part, !part.body.isEmpty else { return .badRequest("there is no \(kind.rawValue) in the request") }
        guard part.body.count <= Self.uploadLimit else { return .failed(413, "Request Entity Too Large", nil) }
        let isPicture = part.body.starts(with: [0xff, 0xd8]) || part.body.starts(with: [0x89, 0x50])
        guard kind == .document || isPicture else { return .badRequest("IMAGE_PROCESS_FAILED") }
        let caption = fields["caption"]?.string ?? ""
        guard caption.utf16.count <= Self.captionLimit else { return .badRequest("message caption is too long") }
        guard let index = index(of: fields) else { return .badRequest("message thread not found") }
        var message = keep(
            caption, from: configuration.botName, isBot: true, in: index,
            isProtected: fields["protect_content"]?.string == "true")
        message.file = store(part.body, kind, name: part.fileName ?? "file", type: part.type)
        topics[index].messages[topics[index].messages.count - 1] = message
        sent.append(clock.now())
        return .ok(["message_id": .integer(message.id), "message_thread_id": .integer(topics[index].thread)])
    }

    func find(_ fields: JSON) -> TelegramAnswer {
        guard let id = fields["file_id"]?.string, let file = files[id] else {
            return .badRequest("wrong file_id or the file is temporarily unavailable")
        }
        guard file.size <= Self.downloadLimit else { return .badRequest("file is too big") }
        return .ok([
            "file_id": .string(id), "file_unique_id": .string("u\(id)"), "file_size": .integer(Int64(file.size)),
            "file_path": .string("\(file.kind.rawValue)s/\(id)"),
        ])
    }

    func file(at name: String) -> File? { files[name] }

    /// Somebody of the staff puts a file into a topic; the update as it is posted.
    func bring(
        _ content: [UInt8], _ kind: File.Kind, name: String, type: String, size: Int?, caption: String,
        as account: Int64, in thread: Int64
    ) async -> JSON? {
        guard let index = topics.firstIndex(where: { $0.thread == thread }) else { return nil }
        var message = keep(caption, from: "\(account)", isBot: false, in: index, isProtected: false)
        message.file = store(content, kind, name: name, type: type, size: size)
        topics[index].messages[topics[index].messages.count - 1] = message
        return await post(["message": json(of: message, by: account, in: thread)])
    }

    private func store(
        _ content: [UInt8], _ kind: File.Kind, name: String, type: String, size: Int? = nil
    ) -> File {
        let file = File(
            id: "file_\(files.count + 1)", kind: kind, name: name, type: type, content: content,
            size: size ?? content.count)
        files[file.id] = file
        return file
    }
}

extension TelegramGroup.File {
    /// As it stands in a message: a photo in its sizes, without a name.
    var json: JSON {
        let common: JSON = [
            "file_id": .string(id), "file_unique_id": .string("u\(id)"), "file_size": .integer(Int64(size)),
        ]
        var one = common
        switch kind {
        case .document:
            one["file_name"] = .string(name)
            one["mime_type"] = .string(type)
            return one
        case .photo:
            one["width"] = 1280
            one["height"] = 960
            return .array([one])
        }
    }
}
