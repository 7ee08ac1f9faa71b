"""Each pattern against each text with Python's re.search; see ../engines.ts for the form of both ends."""
import re
import sys

lines = [line.split() for line in sys.stdin if line.strip()]
texts = [bytes.fromhex("".join(rest)).decode("utf-8") for kind, *rest in lines if kind == "T"]
for kind, *rest in lines:
    if kind != "P":
        continue
    try:
        pattern = re.compile(bytes.fromhex("".join(rest)).decode("utf-8"))
    except re.error:
        print("E")
        continue
    print("".join("1" if pattern.search(text) else "0" for text in texts))
