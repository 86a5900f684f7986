// SPDX-License-Identifier: Apache-2.0

import Jobs
import Values

/// What a shop does after a commit, each kind of job with its worker.
struct ShopWork: Sendable {
    private let expireOrder: ExpireOrder
    private let letStockGo: LetStockGo
    private let fulfilOrder: FulfilOrder
    private let giveMoneyBack: GiveMoneyBack
    private let changeEsims: ChangeEsims
    private let checkPayment: CheckPayment
    private let watchEsims: WatchEsims
    private let mailOrderLinks: MailOrderLinks
    private let decideWithdrawal: DecideWithdrawal
    private let mailCorrection: MailCorrection
    private let sendMail: SendOrderMail
    private let syncPrices: SyncSupplierPrices
    private let forgetFraudMarks: ForgetFraudMarks
    private let watchBalances: WatchSupplierBalances
    private let watchAttestations: WatchAttestations

    init(
        foundation: ShopFoundation, ask: AskGateway, settle: SettlePayment, refresh: RefreshUsage
    ) {
        let supplyLine = SupplyLine(foundation: foundation)
        expireOrder = ExpireOrder(foundation: foundation, ask: ask)
        letStockGo = LetStockGo(foundation: foundation)
        fulfilOrder = FulfilOrder(
            foundation: foundation, supplyLine: supplyLine,
            supplyTopUp: SupplyTopUp(foundation: foundation, supplyLine: supplyLine, refresh: refresh),
            refund: RefundOrder(foundation: foundation))
        giveMoneyBack = GiveMoneyBack(foundation: foundation, settle: settle)
        changeEsims = ChangeEsims(foundation: foundation, refresh: refresh)
        checkPayment = CheckPayment(foundation: foundation, ask: ask)
        watchEsims = WatchEsims(foundation: foundation, refresh: refresh)
        mailOrderLinks = MailOrderLinks(foundation: foundation)
        decideWithdrawal = DecideWithdrawal(foundation: foundation, refresh: refresh)
        mailCorrection = MailCorrection(foundation: foundation)
        sendMail = SendOrderMail(foundation: foundation)
        syncPrices = SyncSupplierPrices(foundation: foundation)
        forgetFraudMarks = ForgetFraudMarks(foundation: foundation)
        watchAttestations = WatchAttestations(foundation: foundation)
        watchBalances = WatchSupplierBalances(
            foundation: foundation, retry: RetrySupply(foundation: foundation))
    }

    func addHandlers(to handlers: inout JobHandlers) {
        handlers.add(ShopJob.expireOrder) { subject, _ in try await expireOrder(subject.cast()) }
        handlers.add(ShopJob.letStockGo) { subject, _ in try await letStockGo(subject.cast()) }
        handlers.add(ShopJob.fulfilOrder, timeLimit: .seconds(120)) { subject, _ in
            try await fulfilOrder(subject.cast())
        }
        handlers.add(ShopJob.refundOrder) { subject, _ in try await giveMoneyBack(subject.cast()) }
        handlers.add(ShopJob.suspendEsims, timeLimit: .seconds(120)) { subject, attempt in
            try await changeEsims(.suspend, of: subject.cast(), attempt: attempt)
        }
        handlers.add(ShopJob.resumeEsims, timeLimit: .seconds(120)) { subject, attempt in
            try await changeEsims(.resume, of: subject.cast(), attempt: attempt)
        }
        handlers.add(ShopJob.withdrawEsims, timeLimit: .seconds(120)) { subject, attempt in
            try await changeEsims(.withdraw, of: subject.cast(), attempt: attempt)
        }
        handlers.add(SyncSupplierPrices.kind, timeLimit: .seconds(120)) { _, _ in try await syncPrices() }
        handlers.add(WatchSupplierBalances.kind) { _, _ in try await watchBalances() }
        handlers.add(WatchAttestations.kind) { _, _ in try await watchAttestations() }
        handlers.add(ShopJob.checkPayment) { subject, _ in try await checkPayment(subject.cast()) }
        handlers.add(ShopJob.watchEsims, timeLimit: .seconds(120)) { subject, _ in
            try await watchEsims(subject.cast())
        }
        handlers.add(ShopJob.decideWithdrawal, timeLimit: .seconds(120)) { subject, attempt in
            try await decideWithdrawal(subject.cast(), attempt: attempt)
        }
        handlers.add(ShopJob.mailOrderLinks) { subject, _ in try await mailOrderLinks(subject.cast()) }
        addCorrections(to: &handlers)
        handlers.add(ShopJob.forgetFraudMarks) { _, _ in
            try await forgetFraudMarks()
            return .retry(after: ForgetFraudMarks.interval)
        }
        for kind in OrderMailKind.allCases {
            handlers.add(ShopJob.mail(kind), timeLimit: .seconds(120)) { subject, attempt in
                try await sendMail(kind, of: subject.cast(), attempt: attempt)
            }
        }
    }

    private func addCorrections(to handlers: inout JobHandlers) {
        let letters: [(JobKind, MailCorrection.Letter)] = [
            (ShopJob.proveAddress, .proof), (ShopJob.warnAddress, .warning), (ShopJob.finishCorrection, .farewell),
        ]
        for (kind, letter) in letters {
            handlers.add(kind, timeLimit: .seconds(120)) { subject, attempt in
                try await mailCorrection(letter, of: subject.cast(), attempt: attempt)
            }
        }
        handlers.add(ShopJob.forgetCorrection) { subject, _ in
            try await mailCorrection.forget(subject.cast())
            return .done
        }
    }
}
