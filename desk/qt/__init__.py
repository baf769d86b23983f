"""What all windows share: application, theme, widgets, language, barcode scanner.

The only package besides the programs themselves (`desk.clerk`, `desk.kiosk`, `desk.display`,
`desk.figures`) and `printing.printers.qt_system` that imports Qt.
"""
