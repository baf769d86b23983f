"""Papers and their layout; fonts, barcodes, the print queue and its printers."""
