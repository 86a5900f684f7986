// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in time, however steadily its bytes trickle.
///
/// An idle limit alone is no help against a client that sends one byte every few seconds (slow headers, slow bodies). One
/// limit holds from the beginning of a connection or the end of an answer to the next complete head, and again from
/// there to the end of the body, which is later the more of it arrives. An answer may take as long as it likes: event streams stay open for hours.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// Bytes a second; a file sent over a bad connection comes faster.
    private static let leastRate: Int64 = 16 * 1024

    private let limit: TimeAmount
    /// When what is being waited for must be there; nil while an answer is being written.
    private var deadline: NIODeadline?
    /// Looks at the deadline. Set once for many requests: a timer for each would cost more than the request's head.
    private var timer: Scheduled<Void>?
    private var unanswered = 0
    private var isReading = false

    init(limit: TimeAmount) {
        self.limit = limit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { expect(on: context.channel) }
    }

    func channelActive(context: ChannelHandlerContext) {
        expect(on: context.channel)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            isReading = true
            expect(on: context.channel)
        case .body(let part):
            // What comes fast enough may be long: each part earns the time it takes at the least rate.
            let earned = Int64(part.readableBytes) * 1_000_000_000 / Self.leastRate
            deadline = deadline.map { $0 + .nanoseconds(earned) }
        case .end:
            isReading = false
            deadline = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if unanswered == 0, !isReading { expect(on: context.channel) }
        }
        context.write(data, promise: promise)
    }

    private func expect(on channel: any Channel) {
        let deadline = NIODeadline.now() + limit
        self.deadline = deadline
        if timer == nil { look(at: deadline, on: channel) }
    }

    private func look(at time: NIODeadline, on channel: any Channel) {
        timer = channel.eventLoop.assumeIsolated().scheduleTask(deadline: time) {
            self.timer = nil
            guard let deadline = self.deadline else { return }
            if deadline <= .now() {
                channel.close(promise: nil)
            } else {
                self.look(at: deadline, on: channel)
            }
        }
    }
}
