"""The handler that AWS's guides lead to in Python: boto3, and Powertools for idempotency. It accepts a form of an
engagement, looks for its required fields, stores it once and answers the receipt."""

import json
from datetime import datetime, timezone

import boto3
from aws_lambda_powertools.utilities.idempotency import (
    DynamoDBPersistenceLayer,
    IdempotencyConfig,
    idempotent_function,
)

TABLE = boto3.resource("dynamodb").Table("peer-submissions")
REQUIRED = ("submissionId", "operation", "place", "organisation", "startedAt", "endedAt", "activity", "staff")
CONFIG = IdempotencyConfig(event_key_jmespath="submissionId")
RECORDS = DynamoDBPersistenceLayer(table_name="peer-idempotency")


def answer(status, document):
    return {
        "statusCode": status,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(document),
    }


@idempotent_function(data_keyword_argument="form", config=CONFIG, persistence_store=RECORDS)
def store(form, body):
    received = datetime.now(timezone.utc).isoformat()
    day = form["startedAt"][:10]
    TABLE.put_item(
        Item={
            "submissionId": form["submissionId"],
            "revision": 1,
            "operationDayShard": f"{form['operation']}#{day}#0",
            "operationPlace": f"{form['operation']}#{form['place']}",
            "day": day,
            "organisation": form["organisation"],
            "receivedAt": received,
            "body": body,
        }
    )
    return {"submissionId": form["submissionId"], "revision": 1, "receivedAt": received}


def handle(event, context):
    CONFIG.register_lambda_context(context)
    try:
        form = json.loads(event["body"])
    except ValueError:
        return answer(400, {"title": "no JSON"})
    faults = [name for name in REQUIRED if not form.get(name)]
    for name in ("startedAt", "endedAt"):
        try:
            datetime.fromisoformat(form.get(name, ""))
        except (TypeError, ValueError):
            faults.append(name)
    if faults:
        return answer(422, {"title": "fields are missing", "fields": faults})
    return answer(201, store(form=form, body=event["body"]))
