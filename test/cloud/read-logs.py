"""Prints every event of every log group as JSON, by the CloudWatch Logs API: [{"group": …, "message": …}]."""

import json
import os

import botocore.session

client = botocore.session.get_session().create_client(
    "logs",
    endpoint_url=os.environ["AWS_ENDPOINT_URL"],
    region_name=os.environ["AWS_REGION"],
    verify=os.environ["AWS_CA_BUNDLE"],
)
groups = [
    group["logGroupName"]
    for page in client.get_paginator("describe_log_groups").paginate()
    for group in page["logGroups"]
]
events = [
    {"group": group, "message": event["message"]}
    for group in groups
    for page in client.get_paginator("filter_log_events").paginate(logGroupName=group)
    for event in page["events"]
]
print(json.dumps(events))
