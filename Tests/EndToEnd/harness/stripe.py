"""Speaking to the shop's webhook as the payment processor would, or as somebody pretending to be it would.

Signature: https://docs.stripe.com/webhooks/signature, scheme v1 (HMAC-SHA256 over `t.body` with the endpoint's secret).
"""

import hashlib
import hmac
import json
import secrets
import time

from .shop import STRIPE_WEBHOOK_SECRET


def signature(body, secret=STRIPE_WEBHOOK_SECRET, at=None):
    at = int(at or time.time())
    return f"t={at},v1={hmac.new(secret.encode(), f'{at}.'.encode() + body, hashlib.sha256).hexdigest()}"


def completed(purchase, **changes):
    """The checkout.session.completed event of a purchase nobody has paid, as bytes; `changes` make it wrong."""
    session = purchase.shop.world.session(purchase.session)
    identity = secrets.token_hex(8)
    paid = {"status": "complete", "payment_status": "paid", "payment_intent": f"pi_{identity}", "url": None}
    return json.dumps(
        {
            "id": f"evt_{identity}",
            "object": "event",
            "api_version": "2026-06-24.dahlia",
            "created": int(time.time()),
            "type": "checkout.session.completed",
            "livemode": False,
            "pending_webhooks": 1,
            "request": {"id": None, "idempotency_key": None},
            "data": {"object": {**session, **paid, **changes}},
        }
    ).encode()


def deliver(visitor, body, header=None, account="vietnam-connect"):
    return visitor.send(
        "POST",
        f"/webhooks/stripe/{account}",
        content=body,
        headers={"content-type": "application/json", "stripe-signature": signature(body) if header is None else header},
    )
