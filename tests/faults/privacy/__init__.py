"""A day with planted names, and a search for them: ``python -m tests.faults.privacy --help``.

Invented citizens with rare names are served at the window as it ships, which is killed and made to
crash in the middle (`day`). Then everything that this left anywhere is searched for their names,
numbers, telephones, addresses and pages, in every form in which a file may hold them readable
(`needles`). Where they may stand is said in `day.ALLOWED`, each with its reason.
"""
