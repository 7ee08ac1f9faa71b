"""Each line's pattern against the line's texts with Python's re.search; see ../program-engine.ts for the form."""
import re
import sys

for line in sys.stdin:
    source, *texts = (bytes.fromhex(field[1:]).decode("utf-8") for field in line.split())
    try:
        pattern = re.compile(source)
    except re.error:
        print("E")
        continue
    print("".join("1" if pattern.search(text) else "0" for text in texts))
