"""Papers: what each says, laid out; fonts, barcodes, the print queue and its printers."""
