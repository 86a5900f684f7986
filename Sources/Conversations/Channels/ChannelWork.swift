// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Values

/// What goes on by itself between conversations and the messenger.
struct ChannelWork: Sendable {
    static let sync: JobKind = "sync-channel"

    private let foundation: ConversationsFoundation
    private let send: SendOverChannel
    private let read: ReadOverChannel
    private let connect: ConnectChannel

    init(foundation: ConversationsFoundation, channel: any MessageChannel) {
        self.foundation = foundation
        send = SendOverChannel(foundation: foundation, channel: channel)
        read = ReadOverChannel(foundation: foundation, channel: channel)
        connect = ConnectChannel(foundation: foundation)
    }

    /// Numbers and templates are asked for every few hours, for what no notice told us.
    func begin() async throws {
        guard let all = ID<JobSubject>(bytes: [UInt8](repeating: 0, count: 16)) else { return }
        let job = Job(Self.sync, about: all, at: foundation.clock.now(), after: .hours(6), exclusive: true)
        try await job.begin(in: foundation.data)
    }

    func addHandlers(to handlers: inout JobHandlers) {
        let (send, read, connect) = (send, read, connect)
        handlers.add(SendOverChannel.kind, timeLimit: .seconds(120)) { subject, _ in try await send(subject.cast()) }
        handlers.add(ReadOverChannel.kind) { subject, attempt in try await read(subject.cast(), attempt: attempt) }
        handlers.add(Self.sync, timeLimit: .seconds(120)) { _, _ in
            _ = try await connect()
            return .retry(after: .hours(6))
        }
    }
}
