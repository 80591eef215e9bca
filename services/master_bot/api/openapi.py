"""The description of the API, made from the models that check its requests."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from services.master_bot.api import document_models, ledger_models, models, promo_models, shop_models
from services.master_bot.api.access import LONGEST_KEY
from services.master_bot.api.requests import LARGEST_PAGE, LINES, MOST_LINES, PAGE
from services.shared.runtime.version import VERSION

_REF = "#/components/schemas/{model}"
Call = tuple[str, str, str, type[BaseModel] | None, type[BaseModel] | None, int]

# Method, path, what it does, body, answer, status.
CALLS: tuple[Call, ...] = (
    ("get", "/plans", "Plans on sale", None, models.PlanAnswer, 200),
    ("get", "/shop", "What a buyer must be asked", None, shop_models.ShopAnswer, 200),
    ("get", "/consents/autopay", "What autopay in an order agrees to", None, models.ConsentAnswer, 200),
    ("post", "/orders", "Order a new or a longer subscription", models.OrderRequest, models.OrderAnswer, 201),
    ("get", "/orders", "Orders, the latest first", None, models.OrderAnswer, 200),
    ("get", "/orders/{order_id}", "One order", None, models.OrderAnswer, 200),
    ("post", "/orders/{order_id}/cancel", "Give an open order up", None, models.OrderAnswer, 200),
    ("post", "/promo-codes", "Make a promo code", promo_models.NewPromoCodeRequest, promo_models.PromoCodeAnswer, 201),
    ("get", "/promo-codes", "Promo codes", None, promo_models.PromoCodeAnswer, 200),
    ("post", "/promo-codes/{code}/end", "End one", None, promo_models.PromoCodeAnswer, 200),
    (
        "post",
        "/referral-codes",
        "An owner's code to bring others by",
        promo_models.ReferralRequest,
        promo_models.PromoCodeAnswer,
        200,
    ),
    (
        "post",
        "/orders/{order_id}/refund",
        "Give its money back, or a part",
        ledger_models.RefundRequest,
        models.OrderAnswer,
        200,
    ),
    ("get", "/pay/{order_id}", "What becomes of an order; needs no token", None, models.PayAnswer, 200),
    ("post", "/payments", "Look at a payment and settle it", models.PaymentReport, models.SettlementAnswer, 200),
    (
        "post",
        "/payments/reconcile",
        "Hold YooKassa's lists against ours",
        models.ReconcileRequest,
        models.ReconcileAnswer,
        200,
    ),
    (
        "post",
        "/payments/{payment_id}/refund",
        "Give a payment back, or a part",
        ledger_models.RefundRequest,
        ledger_models.RefundAnswer,
        200,
    ),
    ("get", "/ledger", "Money that came and went, the earliest first", None, ledger_models.LedgerEntryAnswer, 200),
    ("get", "/payments/{payment_id}/receipts", "Receipts of a payment", None, shop_models.ReceiptAnswer, 200),
    *document_models.CALLS,
    ("get", "/quarantine", "Payments that did not match", None, models.QuarantineAnswer, 200),
    ("get", "/quarantine/{id}", "One of them", None, models.QuarantineAnswer, 200),
    (
        "post",
        "/quarantine/{id}/resolve",
        "Refund, extend or close one",
        models.Resolution,
        models.QuarantineAnswer,
        200,
    ),
    ("post", "/clients", "Register a client", models.NewClientRequest, models.ClientAnswer, 201),
    ("get", "/clients", "Clients", None, models.ClientAnswer, 200),
    ("get", "/clients/{client_id}", "One client", None, models.ClientAnswer, 200),
    ("patch", "/clients/{client_id}", "Change a client", models.ClientChanges, models.ClientAnswer, 200),
    ("delete", "/clients/{client_id}", "Queue: remove, after a backup", None, models.DeploymentAnswer, 202),
    ("post", "/clients/{client_id}/subscription", "Extend", models.SubscriptionChange, models.ClientAnswer, 200),
    ("post", "/clients/{client_id}/autopay/off", "Renew it by itself no more", None, models.ClientAnswer, 200),
    ("get", "/clients/{client_id}/logs", "The bot's last lines", None, models.LogAnswer, 200),
    ("get", "/clients/{client_id}/deployments", "Deployments", None, models.DeploymentAnswer, 200),
    ("get", "/deployments/{deployment_id}", "One, with its steps", None, models.DeploymentAnswer, 200),
    ("get", "/audit", "Who did what when", None, models.AuditAnswer, 200),
    *(
        ("post", f"/clients/{{client_id}}/{action}", f"Queue: {action}", None, models.DeploymentAnswer, 202)
        for action in ("deploy", "stop", "restart", "suspend", "resume", "rollback")
    ),
)
LISTS = {
    "/plans",
    "/orders",
    "/promo-codes",
    "/ledger",
    "/payments/{payment_id}/receipts",
    "/quarantine",
    "/clients",
    "/clients/{client_id}/documents",
    "/clients/{client_id}/deployments",
    "/audit",
}
OPEN = {"/pay/{order_id}"}
NO_BODY_NEEDED = {ledger_models.RefundRequest}
# What may stand behind the question mark of a GET.
_PAGE: dict[str, Any] = {
    "limit": {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": PAGE},
    "cursor": {"type": "string", "description": "next_cursor of the page before"},
}
QUERIES: dict[str, dict[str, Any]] = {
    "/orders": {"owner_telegram_id": {"type": "integer"}, **_PAGE},
    "/promo-codes": _PAGE,
    "/ledger": {
        "from": {"type": "string", "format": "date-time"},
        "to": {"type": "string", "format": "date-time", "description": "not counted in"},
        **_PAGE,
    },
    "/quarantine": {"state": {"enum": ["open", "resolved"]}, **_PAGE},
    "/clients": {
        "state": {"enum": ["absent", "starting", "running", "stopped", "suspended", "ill"]},
        "owner_telegram_id": {"type": "integer"},
        "search": {"type": "string"},
        **_PAGE,
    },
    "/clients/{client_id}/deployments": _PAGE,
    "/clients/{client_id}/documents": _PAGE,
    "/clients/{client_id}/logs": {"lines": {"type": "integer", "minimum": 1, "maximum": MOST_LINES, "default": LINES}},
    "/audit": _PAGE,
}


def describe() -> dict[str, Any]:
    """An OpenAPI 3.1 document."""
    used = {model: "validation" for _, _, _, body, _, _ in CALLS if (model := body) is not None}
    shown = {answer: "serialization" for _, _, _, _, answer, _ in CALLS if answer is not None}
    inputs: list[Any] = [*used.items(), *shown.items(), (models.Problem, "serialization")]
    _, definitions = models_json_schema(inputs, ref_template=_REF)
    paths: dict[str, dict[str, Any]] = {}
    for method, path, summary, body, answer, status in CALLS:
        paths.setdefault(f"/api/v1{path}", {})[method] = _operation(method, path, summary, body, answer, status)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Zapis master API", "version": VERSION},
        "paths": paths,
        "components": {
            "schemas": definitions["$defs"],
            "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"bearer": []}],
    }


def _operation(
    method: str, path: str, summary: str, body: type[BaseModel] | None, answer: type[BaseModel] | None, status: int
) -> dict[str, Any]:
    schema: dict[str, Any] = {} if answer is None else _reference(answer)
    if method == "get" and path in LISTS:
        schema = {
            "type": "object",
            "properties": {"items": {"type": "array", "items": schema}, "next_cursor": {"type": ["string", "null"]}},
        }
    kind = "application/json"
    if path.endswith(".pdf"):
        kind, schema = "application/pdf", {"type": "string", "format": "binary"}
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {
            str(status): {"description": "done", "content": {kind: {"schema": schema}}},
            "default": {
                "description": "refused",
                "content": {"application/problem+json": {"schema": _reference(models.Problem)}},
            },
        },
        "parameters": _parameters(method, path),
    }
    if path in OPEN:
        operation["security"] = []
    if body is not None:
        operation["requestBody"] = {
            "required": body not in NO_BODY_NEEDED,
            "content": {"application/json": {"schema": _reference(body)}},
        }
    return operation


def _parameters(method: str, path: str) -> list[dict[str, Any]]:
    found = [_parameter(name, "path", {"type": "string"}, required=True) for name in _names(path)]
    if method == "get":
        found += [_parameter(name, "query", schema) for name, schema in QUERIES.get(path, {}).items()]
    if method == "post":
        key = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
        found.append(_parameter("Idempotency-Key", "header", key, required=path == "/orders"))
    return found


def _parameter(name: str, where: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": schema}


def _names(path: str) -> list[str]:
    return [piece.strip("{}") for piece in path.split("/") if piece.startswith("{")]


def _reference(model: type[BaseModel]) -> dict[str, Any]:
    return {"$ref": _REF.format(model=model.__name__)}
