"""Every bound, with its reason."""

# A report of 2 million characters is a book; the longest UN panel report has about 700,000.
TEXT_CHARACTERS = 2_000_000

# Bytes of one plain input: four bytes for each character at most, and room for markup.
FILE_BYTES = 16_000_000

# Bytes of one line of a file of many records: a report with its metadata, JSON-escaped.
RECORD_BYTES = 16_000_000

# Bytes by which an input without a known ending is judged to be text, HTML, JSON lines or binary.
SNIFF_BYTES = 8_192

# Bytes that character-set detection looks at when a file is not UTF-8; more does not make it surer, only slower.
DETECT_BYTES = 200_000

# Bytes read at a time while skipping a line that is too long, or checking an encoding.
CHUNK_BYTES = 1_000_000

# Words below which language identification is not trusted: a headline of names reads as any language.
LANGUAGE_WORDS = 20

# Seconds before a progress line appears: shorter work needs none.
PROGRESS_SECONDS = 2.0
