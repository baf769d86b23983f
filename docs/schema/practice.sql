-- The practice region's own file.
-- Made by `python -m tests.docs`; change the migrations, not this file.

CREATE TABLE answers (
    clerk TEXT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    headers TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (clerk, key)
);

CREATE TABLE cases (
    case_no TEXT PRIMARY KEY,
    local_no TEXT NOT NULL UNIQUE,
    seq INTEGER NOT NULL UNIQUE,
    state TEXT NOT NULL,
    matter TEXT NOT NULL,
    submission BLOB NOT NULL,
    clerk TEXT NOT NULL,
    received_at TEXT NOT NULL,
    held_until TEXT NOT NULL,
    promised_days INTEGER NOT NULL,
    legal_days INTEGER NOT NULL,
    accepted_at TEXT,
    promised_by TEXT,
    legal_by TEXT,
    estimated INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE closed_sources (
    source TEXT PRIMARY KEY
);

CREATE TABLE consents (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    clerk TEXT NOT NULL,
    number TEXT NOT NULL,
    matter TEXT NOT NULL,
    consent TEXT NOT NULL
);

CREATE TABLE counter (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
);

CREATE TABLE files (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    offset INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sheets INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    case_no TEXT
);

CREATE TABLE grants (
    device TEXT PRIMARY KEY,
    user_code TEXT NOT NULL UNIQUE,
    client TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    clerk TEXT
);

CREATE TABLE holdings (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    valid_until TEXT
);

CREATE INDEX holdings_of ON holdings (number);

CREATE TABLE matters (
    code TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    guide BLOB
);

CREATE TABLE papers (
    id INTEGER PRIMARY KEY,
    case_no TEXT NOT NULL REFERENCES cases,
    number TEXT NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    clerk TEXT NOT NULL
);

CREATE TABLE tokens (
    token TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    family TEXT NOT NULL,
    client TEXT NOT NULL,
    clerk TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE turns (
    case_no TEXT PRIMARY KEY REFERENCES cases,
    reason TEXT NOT NULL,
    errors BLOB NOT NULL
);
