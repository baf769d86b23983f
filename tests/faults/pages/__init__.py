"""What citizens bring, in large numbers: nothing lost, nothing turned, nothing refused late.

``python -m tests.faults.pages [--files N] [--seed S] [--only KIND]``: every file of the corpus
(`tests.scan.corpus`), then generated ones: pages that lie in every way on every bed, pages with
bands, borders and shadows, photographs, TIFF and PDF with several peculiarities at once. Each is
taken in, shown, and put into a tidy PDF, which poppler draws and compares.
"""
