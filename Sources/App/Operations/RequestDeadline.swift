// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Closes a connection whose request does not arrive whole in time, however steadily its bytes trickle.
///
/// An idle limit alone is no help against a client that sends one byte every few seconds (slow headers, slow bodies). One
/// limit holds from the beginning of a connection or the end of an answer to the next complete head, and again from
/// there to the end of the body. An answer may take as long as it likes: event streams stay open for hours.
final class RequestDeadline: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limit: TimeAmount
    private var timer: Scheduled<Void>?
    private var unanswered = 0
    private var isReading = false

    init(limit: TimeAmount) {
        self.limit = limit
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { start(on: context.channel) }
    }

    func channelActive(context: ChannelHandlerContext) {
        start(on: context.channel)
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
            start(on: context.channel)
        case .body: break
        case .end:
            isReading = false
            timer?.cancel()
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            unanswered -= 1
            if unanswered == 0, !isReading { start(on: context.channel) }
        }
        context.write(data, promise: promise)
    }

    private func start(on channel: any Channel) {
        timer?.cancel()
        timer = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
    }
}
