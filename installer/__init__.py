"""What `build_installer.py` does to the folder that PyInstaller leaves: see `docs/archive.md`."""
