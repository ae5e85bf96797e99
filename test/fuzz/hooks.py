"""What schemathesis cannot know: links that open something, and that each visitor has an address of their own."""

import itertools
import json
import os

import schemathesis

links = json.loads(os.environ["TASVIB_LINKS"])
counted = itertools.count(1)


@schemathesis.hook
def before_call(context, case, kwargs):
    number = next(counted)
    # Behind a proxy, so that limits per address do not end the run early.
    case.headers = {**(case.headers or {}), "X-Forwarded-For": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
    known = links.get(case.operation.path.split("/")[1])
    parameters = case.path_parameters
    if number % 2 == 0 and known and parameters and "token" in parameters:
        parameters["token"] = known
    if number % 2 == 0 and parameters and "reference" in parameters:
        parameters["reference"] = links["reference"]
