-- The hall's queue, in one SQLite file. PostgreSQL has the same tables; there the history
-- is guarded by triggers of its own and by grants.
-- Made by `python -m tests.docs`; change the migrations, not this file.

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE appointment (
    id VARCHAR(32) NOT NULL,
    day DATE NOT NULL,
    code VARCHAR(6) NOT NULL,
    service_code VARCHAR(16) NOT NULL,
    slot VARCHAR(27) NOT NULL,
    holder VARCHAR(64),
    ticket_id VARCHAR(32),
    CONSTRAINT fk_appointment_service_code FOREIGN KEY(service_code) REFERENCES service (code),
    CONSTRAINT fk_appointment_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
    CONSTRAINT pk_appointment PRIMARY KEY (id),
    CONSTRAINT uq_appointment_day_code UNIQUE (day, code)
);

CREATE INDEX ix_appointment_holder ON appointment (holder);

CREATE TABLE device (
    id VARCHAR(16) NOT NULL,
    credential_hash VARCHAR(64) NOT NULL,
    role VARCHAR(16) NOT NULL,
    window_code VARCHAR(8),
    name VARCHAR(64) NOT NULL,
    enrolled_at VARCHAR(27) NOT NULL,
    enrolled_by VARCHAR(100) NOT NULL,
    last_seen VARCHAR(27),
    revoked_at VARCHAR(27),
    changed INTEGER NOT NULL,
    CONSTRAINT fk_device_window_code FOREIGN KEY(window_code) REFERENCES window (code),
    CONSTRAINT pk_device PRIMARY KEY (id),
    CONSTRAINT uq_device_credential_hash UNIQUE (credential_hash)
);

CREATE UNIQUE INDEX uq_device_one_of_a_name ON device (role, name) WHERE revoked_at IS NULL;

CREATE TABLE enrolment (
    id VARCHAR(4) NOT NULL,
    "key" VARCHAR(64) NOT NULL,
    role VARCHAR(16) NOT NULL,
    window_code VARCHAR(8),
    name VARCHAR(64) NOT NULL,
    made_by VARCHAR(100) NOT NULL,
    expires_at VARCHAR(27) NOT NULL,
    tries INTEGER NOT NULL,
    CONSTRAINT pk_enrolment PRIMARY KEY (id)
);

CREATE TABLE "event" (
    seq INTEGER NOT NULL,
    ticket_id VARCHAR(32),
    number VARCHAR(12),
    service_code VARCHAR(16),
    priority VARCHAR(16),
    move VARCHAR(16) NOT NULL,
    from_state VARCHAR(16),
    to_state VARCHAR(16),
    window VARCHAR(8),
    person VARCHAR(64),
    at VARCHAR(27) NOT NULL,
    command VARCHAR(64),
    detail TEXT,
    CONSTRAINT fk_event_service_code FOREIGN KEY(service_code) REFERENCES service (code),
    CONSTRAINT fk_event_ticket_id FOREIGN KEY(ticket_id) REFERENCES ticket (id),
    CONSTRAINT fk_event_window FOREIGN KEY(window) REFERENCES window (code),
    CONSTRAINT pk_event PRIMARY KEY (seq),
    CONSTRAINT uq_event_command UNIQUE (command)
);

CREATE INDEX ix_event_move ON event (move, seq);

CREATE INDEX ix_event_ticket_id ON event (ticket_id);

CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the history of a hall is never altered'); END;

CREATE TRIGGER event_no_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the history of a hall is never altered'); END;

CREATE TABLE hall (
    id INTEGER NOT NULL CONSTRAINT ck_hall_one CHECK (id = 1),
    code VARCHAR(8) NOT NULL,
    name VARCHAR(100) NOT NULL,
    utc_offset_min INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    day DATE NOT NULL,
    closed DATE,
    revision INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_hall PRIMARY KEY (id)
);

CREATE TABLE service (
    code VARCHAR(16) NOT NULL,
    prefix VARCHAR(2) NOT NULL,
    name VARCHAR(100) NOT NULL,
    place INTEGER NOT NULL,
    hint VARCHAR(100) DEFAULT '' NOT NULL,
    hours TEXT,
    name_en VARCHAR(100) DEFAULT '' NOT NULL,
    hint_en VARCHAR(100) DEFAULT '' NOT NULL,
    CONSTRAINT pk_service PRIMARY KEY (code),
    CONSTRAINT uq_service_prefix UNIQUE (prefix)
);

CREATE TABLE "ticket" (
    id VARCHAR(32) NOT NULL,
    day DATE NOT NULL,
    prefix VARCHAR(2) NOT NULL,
    sequence INTEGER NOT NULL,
    number VARCHAR(12) NOT NULL,
    service_code VARCHAR(16) NOT NULL,
    priority VARCHAR(16) NOT NULL,
    state VARCHAR(16) NOT NULL,
    arrived INTEGER NOT NULL,
    taken_at VARCHAR(27) NOT NULL,
    called_at VARCHAR(27),
    calls INTEGER NOT NULL,
    window VARCHAR(8),
    serving_since VARCHAR(27),
    served_s INTEGER NOT NULL,
    slot VARCHAR(27),
    returned INTEGER DEFAULT '0' NOT NULL,
    for_window VARCHAR(8),
    held_at VARCHAR(27),
    CONSTRAINT fk_ticket_for_window FOREIGN KEY(for_window) REFERENCES window (code),
    CONSTRAINT fk_ticket_service_code FOREIGN KEY(service_code) REFERENCES service (code),
    CONSTRAINT fk_ticket_window FOREIGN KEY(window) REFERENCES window (code),
    CONSTRAINT pk_ticket PRIMARY KEY (id),
    CONSTRAINT uq_ticket_day_number UNIQUE (day, number),
    CONSTRAINT uq_ticket_day_prefix_sequence UNIQUE (day, prefix, sequence)
);

CREATE INDEX ix_ticket_open ON ticket (day) WHERE state IN ('waiting', 'called', 'serving', 'on_hold', 'no_show');

CREATE UNIQUE INDEX uq_ticket_one_at_a_window ON ticket (window) WHERE state IN ('called', 'serving');

CREATE TABLE window (
    code VARCHAR(8) NOT NULL,
    place INTEGER NOT NULL,
    serves TEXT,
    direction INTEGER,
    standing VARCHAR(16) DEFAULT 'open' NOT NULL,
    reason VARCHAR(40) DEFAULT '' NOT NULL,
    person VARCHAR(64),
    CONSTRAINT pk_window PRIMARY KEY (code)
);
