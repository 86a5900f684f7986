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


def completed(session, amount, currency, order="", **changes):
    """A checkout.session.completed event as bytes."""
    identity = secrets.token_hex(8)
    return json.dumps(
        {
            "id": f"evt_{identity}",
            "object": "event",
            "api_version": "2026-06-24.dahlia",
            "created": int(time.time()),
            "type": "checkout.session.completed",
            "livemode": False,
            "pending_webhooks": 1,
            "data": {
                "object": {
                    "id": session,
                    "object": "checkout.session",
                    "status": "complete",
                    "payment_status": "paid",
                    "mode": "payment",
                    "amount_total": amount,
                    "currency": currency,
                    "client_reference_id": order,
                    "payment_intent": f"pi_{identity}",
                    "metadata": {},
                    "created": int(time.time()),
                    "expires_at": int(time.time()) + 3600,
                    "livemode": False,
                    **changes,
                }
            },
        }
    ).encode()


def deliver(visitor, body, header=None, account="vietnam-connect"):
    return visitor.send(
        "POST",
        f"/webhooks/stripe/{account}",
        content=body,
        headers={"content-type": "application/json", "stripe-signature": header or signature(body)},
    )
