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

# Bytes of an added gazetteer dump, unpacked: GeoNames' allCountries.txt has 1.7 GB and grows by 3% a year.
DUMP_BYTES = 8_000_000_000

# How far a dump may unpack: GeoNames' own zips do so 4 to 6 times, a zip bomb a thousand.
DUMP_RATIO = 50

# Bytes of one line of a dump: alternatenames has 10,000 characters at most, the other columns a few hundred.
DUMP_LINE_BYTES = 100_000
