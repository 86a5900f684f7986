// SPDX-License-Identifier: Apache-2.0

package import Jobs
package import Policy
import Storage
package import Values
import Vault

/// Everything one organisation's shop can do. A reference, since every request is handed it.
package final class Shop: Sendable {
    package let importCatalogue: ImportCatalogue
    package let keepCatalogue: KeepCatalogue
    package let addToCatalogue: AddToCatalogue
    package let changePlan: ChangePlan
    package let planPreviews: PlanPreviews

    package let keepCoupons: KeepCoupons
    package let tryCoupon: TryCoupon

    package let placeOrder: PlaceOrder
    package let openOrderLink: OpenOrderLink
    package let askForOrderLinks: AskForOrderLinks
    package let showOrder: ShowOrder
    package let cancelOrder: CancelOrder
    package let examineOrders: ExamineOrders

    package let beginPayment: BeginPayment
    package let returnFromPayment: ReturnFromPayment
    package let settlePayment: SettlePayment
    package let refundOrder: RefundOrder
    package let decideReview: DecideReview
    package let takeIncomingMoney: TakeIncomingMoney
    package let workOnMoney: WorkOnMoney
    package let importStatement: ImportStatement

    package let retrySupply: RetrySupply
    package let resendMail: ResendMail
    package let refreshUsage: RefreshUsage
    package let buyTopUp: BuyTopUp
    package let suspendEsim: SuspendEsim
    package let wantNotices: WantNotices

    package let actOnCallback: ActOnCallback
    package let workOnOrders: WorkOnOrders
    package let countTrouble: CountTrouble
    package let findCustomer: FindCustomer
    package let buyerData: BuyerData
    package let reconcile: ReconcileShop

    package let withdrawFromOrder: WithdrawFromOrder
    package let showReceipt: ShowReceipt
    package let askForCorrection: AskForCorrection
    package let answerCorrection: AnswerCorrection
    let orderOfEsim: OrderOfEsim

    private let foundation: ShopFoundation
    private let work: ShopWork

    package init(on foundation: ShopFoundation) {
        self.foundation = foundation
        let settle = SettlePayment(foundation: foundation)
        let ask = AskGateway(foundation: foundation, settle: settle)
        let refresh = RefreshUsage(foundation: foundation)
        importCatalogue = ImportCatalogue(into: foundation.data, clock: foundation.clock)
        keepCatalogue = KeepCatalogue(foundation: foundation)
        addToCatalogue = AddToCatalogue(foundation: foundation)
        changePlan = ChangePlan(foundation: foundation)
        planPreviews = PlanPreviews(foundation.vault.organisationKeys, clock: foundation.clock)
        keepCoupons = KeepCoupons(foundation: foundation)
        tryCoupon = TryCoupon(foundation: foundation)
        placeOrder = PlaceOrder(foundation: foundation)
        openOrderLink = OpenOrderLink(foundation: foundation)
        askForOrderLinks = AskForOrderLinks(foundation: foundation)
        showOrder = ShowOrder(foundation: foundation)
        cancelOrder = CancelOrder(foundation: foundation)
        examineOrders = ExamineOrders(data: foundation.data, keys: foundation.vault.organisationKeys)
        beginPayment = BeginPayment(foundation: foundation)
        returnFromPayment = ReturnFromPayment(foundation: foundation, ask: ask)
        settlePayment = settle
        refundOrder = RefundOrder(foundation: foundation)
        decideReview = DecideReview(foundation: foundation, refund: refundOrder)
        let take = TakeIncomingMoney(foundation: foundation, settle: settle)
        takeIncomingMoney = take
        workOnMoney = WorkOnMoney(foundation: foundation, settle: settle)
        importStatement = ImportStatement(foundation: foundation, take: take)
        retrySupply = RetrySupply(foundation: foundation)
        resendMail = ResendMail(foundation: foundation)
        refreshUsage = refresh
        buyTopUp = BuyTopUp(foundation: foundation)
        suspendEsim = SuspendEsim(foundation: foundation, refresh: refresh)
        withdrawFromOrder = WithdrawFromOrder(foundation: foundation)
        showReceipt = ShowReceipt(foundation: foundation)
        askForCorrection = AskForCorrection(foundation: foundation)
        answerCorrection = AnswerCorrection(foundation: foundation)
        orderOfEsim = OrderOfEsim(foundation: foundation)
        wantNotices = WantNotices(foundation: foundation)
        actOnCallback = ActOnCallback(
            settle: settle, take: take, follow: FollowSupplyReport(foundation: foundation, refresh: refresh))
        workOnOrders = WorkOnOrders(foundation: foundation)
        countTrouble = CountTrouble(foundation: foundation)
        findCustomer = FindCustomer(foundation: foundation)
        buyerData = BuyerData(foundation: foundation)
        reconcile = ReconcileShop(foundation: foundation, settle: settle, ask: ask)
        work = ShopWork(foundation: foundation, ask: ask, settle: settle, refresh: refresh)
    }

    /// What is on sale now.
    package var catalogue: Catalogue { foundation.shelf.current }

    /// Puts what the tables have on the shelf, after giving a shop that never had a catalogue the one of its file, and
    /// has suppliers' prices and our money there asked for from time to time. To be called at every start.
    package func openShelf(beginningWith yaml: @autoclosure () throws -> String) async throws {
        try await importCatalogue.unlessBegun(yaml: try yaml())
        try await foundation.refreshShelf()
        let job = SyncSupplierPrices.job(at: foundation.clock.now(), after: .seconds(120))
        try await job.begin(in: foundation.data)
        // At once, also while one waits for its hour: a new attestation may have come with the start.
        let look = WatchAttestations.job(at: foundation.clock.now())
        try await foundation.data.write { try look.insert(in: $0) }
        try await WatchSupplierBalances.job(at: foundation.clock.now(), after: .seconds(60)).begin(in: foundation.data)
    }

    /// Notices a catalogue that another server or a command changed.
    package func lookAtCatalogue() async throws { try await foundation.refreshShelfIfChanged() }

    /// A plan under the signed address of its preview; nil for any other address.
    package func preview(_ slug: String, _ token: String) async throws -> Plan? {
        let record = try await foundation.data.read { try PlanQueries.record(slug, in: $0) }
        return record.flatMap { planPreviews.plan($0, token) }
    }

    /// Has `action` called after every change of what is on sale, with the time of the next one that is known.
    package func onCatalogueChange(_ action: @escaping @Sendable (Instant?) -> Void) {
        foundation.shelf.onChange(action)
    }
    package var links: OrderLinks { foundation.links }
    /// How buyers may pay in a currency, in the order they are offered.
    package func waysToPay(in currency: Currency) -> [WayToPay] { foundation.processors.ways(in: currency) }
    /// Until when who takes cards has shown that it does so safely.
    package var cardAttestations: CardAttestations { foundation.processors.attestations }
    /// Who makes the eSIMs, by their names in the policy.
    package var suppliers: [RecipientID] { foundation.suppliers.all.map(\.recipient) }

    /// Begins what goes on by itself for ever. To be called at every start; queued once.
    package func begin() async throws {
        guard let all = ID<JobSubject>(bytes: [UInt8](repeating: 0, count: 16)) else { return }
        let job = Job(ShopJob.forgetFraudMarks, about: all, at: foundation.clock.now(), exclusive: true)
        try await foundation.data.write { try job.insert(in: $0) }
    }

    /// Adds this shop's work to an organisation's job handlers.
    package func addHandlers(to handlers: inout JobHandlers) {
        work.addHandlers(to: &handlers)
    }
}
