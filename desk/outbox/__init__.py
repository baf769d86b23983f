"""What must reach the region exactly once: cases, and the record of printed papers.

An entry is written in the same transaction as what it belongs to, and leaves only by the region's
acknowledgement or by a person's decision. Its idempotency key and its body never change.
`OutboxStore` blocks; `OutboxWorker` is async and sends one entry after the other.
"""
