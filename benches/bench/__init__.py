"""What `benches/run` and `.ci/instructions` measure hxws with.

peers.py      the programs that are measured, installed where they are missing
server.py     a loopback server that sends fragments as fast as they are taken
documents.py  the pages and the fragments
process.py    one run of one program, measured and checked
rows.py       the rows of the table
table.py      the table
"""
