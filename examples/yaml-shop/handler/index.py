"""Answers with the path that was called."""

import json


def handler(event, context):
    # an HTTP API sends rawPath, a REST API path
    body = {"path": event.get("rawPath") or event.get("path")}
    return {
        "statusCode": 200,
        "headers": {"content-type": "application/json"},
        "body": json.dumps(body),
    }
