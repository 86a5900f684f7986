// SPDX-License-Identifier: Apache-2.0

import NIOCore
import NIOSSL

/// A mail as it was handed over: envelope and bytes.
struct Envelope: Hashable, Sendable {
    let sender: String
    let recipients: [String]
    let message: [UInt8]
}

/// Plays the session's rules over one connection.
struct SMTPConversation {
    var lines: SMTPLines
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    let channel: any Channel
    let context: NIOSSLContext
    var session: SMTPSession
    let scenarios: Scenarios

    mutating func run(accept: (Envelope) -> Void) async throws {
        guard scenarios[.mail].mailMode != "refuse" else {
            return try await say("554 5.3.2 No service here")
        }
        try await say(SMTPSession.greeting)
        while let line = try await lines.next() {
            applyScenario(for: line)
            for effect in session.take(line) {
                switch effect {
                case .reply(let text): try await say(text)
                case .startTLS(let text): try await startTLS(saying: text)
                case .collectMessage:
                    guard try await takeMessage(accept) else { return }
                case .close: return
                }
            }
        }
    }

    private mutating func applyScenario(for line: String) {
        let scenario = scenarios[.mail]
        session.offersTLS = scenario.mailMode != "plain"
        session.recipientRefusal =
            switch scenario.mailMode {
            case "greylist": "451 4.7.1 Greylisted, please try again later"
            case "reject": "550 5.1.1 No such mailbox here"
            default: nil
            }
        guard session.recipientRefusal == nil, line.uppercased().hasPrefix("RCPT") else { return }
        if let failure = scenarios.turn(for: .mail, path: line).failure {
            // 503 is the switch's value for HTTP; to a mail client it would mean its own mistake.
            let status = failure.status == 503 ? 451 : failure.status
            session.recipientRefusal = "\(status) \(status / 100).3.0 Refused on purpose"
        }
    }

    private func say(_ text: String) async throws {
        if scenarios[.mail].mailMode == "slow" {
            let latency = scenarios[.mail].latencyMilliseconds
            try await Task.sleep(for: .milliseconds(latency > 0 ? latency : 2_000))
        }
        try await outbound.write(ByteBuffer(string: text + "\r\n"))
    }

    /// The answer still goes out in clear; in the same turn of the event loop TLS takes over, so no byte slips between.
    private mutating func startTLS(saying text: String) async throws {
        lines.discard()
        let (channel, context) = (channel, context)
        try await channel.eventLoop.submit {
            channel.writeAndFlush(ByteBuffer(string: text + "\r\n"), promise: nil)
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context), position: .first)
        }.get()
        session.secured()
    }

    /// False when the connection shall be dropped.
    private mutating func takeMessage(_ accept: (Envelope) -> Void) async throws -> Bool {
        let outcome = try await lines.message(limit: SMTPSession.maximumSize)
        guard scenarios[.mail].mailMode != "drop" else { return false }
        defer { session.forgetMessage() }
        switch outcome {
        case .message(let bytes):
            accept(Envelope(sender: session.sender ?? "", recipients: session.recipients, message: bytes))
            if scenarios.takeLostAnswer(.mail) { return false }
            try await say("250 2.0.0 Kept")
        case .tooBig: try await say("552 5.3.4 Message too big")
        case .bareLineFeed: try await say("550 5.6.11 A line must end with CR LF")
        case .ended: return false
        }
        return true
    }
}

/// The lines of a connection, each ended by CR LF.
struct SMTPLines {
    enum Message: Hashable {
        case message([UInt8])
        case tooBig
        case bareLineFeed
        case ended
    }

    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private var pending = ByteBuffer()

    init(_ inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator) {
        self.inbound = inbound
    }

    /// Throws away what was sent ahead.
    mutating func discard() { pending.clear() }

    /// Nil at the end of the connection. A lone LF ends a line too, but leaves an LF-marked, unknown command.
    mutating func next() async throws -> String? {
        guard let bytes = try await nextBytes(limit: 16_384) else { return nil }
        return bytes.last == 0x0d ? String(decoding: bytes.dropLast(), as: UTF8.self) : "?"
    }

    /// Reads to the line with one dot; dots that were doubled for the way lose one (RFC 5321 §4.5.2).
    mutating func message(limit: Int) async throws -> Message {
        var message: [UInt8] = []
        var outcome: Message?
        while let bytes = try await nextBytes(limit: limit) {
            guard bytes.last == 0x0d else {
                outcome = outcome ?? .bareLineFeed
                continue
            }
            let line = bytes.dropLast()
            if line.elementsEqual([0x2e]) { return outcome ?? .message(message) }
            if message.count + line.count + 2 > limit { outcome = .tooBig }
            if outcome == nil { message += (line.first == 0x2e ? line.dropFirst() : line) + [0x0d, 0x0a] }
        }
        return .ended
    }

    /// Up to and without the next LF.
    private mutating func nextBytes(limit: Int) async throws -> ArraySlice<UInt8>? {
        while true {
            if let length = pending.readableBytesView.firstIndex(of: 0x0a).map({ $0 - pending.readerIndex }),
                let bytes = pending.readBytes(length: length)
            {
                pending.moveReaderIndex(forwardBy: 1)
                return bytes[...]
            }
            guard pending.readableBytes <= limit, var more = try await inbound.next(isolation: #isolation) else {
                return nil
            }
            pending.discardReadBytes()
            pending.writeBuffer(&more)
        }
    }
}
