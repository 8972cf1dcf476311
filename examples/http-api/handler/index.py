"""Answers with who is calling, and what the request holds."""

import json


def handler(event, context):
    request = event["requestContext"]
    body = {
        "userId": request["authorizer"]["jwt"]["claims"]["sub"],
        "path": request["http"]["path"],
        "method": request["http"]["method"],
        "query": event.get("queryStringParameters") or {},
        "contentType": event["headers"].get("content-type"),
        "body": event.get("body"),
    }
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
