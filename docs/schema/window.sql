-- What one window keeps (window.db). A kiosk's kiosk.db is made by the same migrations.
-- Made by `python -m tests.docs`; change the migrations, not this file.

CREATE TABLE act (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    at VARCHAR(27) NOT NULL,
    kind VARCHAR(24) NOT NULL,
    clerk VARCHAR(64) NOT NULL,
    visit_id VARCHAR(36) NOT NULL,
    ticket VARCHAR(16) NOT NULL,
    number VARCHAR(64) NOT NULL,
    count INTEGER,
    reason VARCHAR(200) NOT NULL,
    link BLOB
);

CREATE INDEX ix_act_at ON act (at);

CREATE INDEX ix_act_clerk ON act (clerk);

CREATE INDEX ix_act_number ON act (number);

CREATE INDEX ix_act_purged ON act (kind) WHERE kind = 'acts_purged';

CREATE INDEX ix_act_visit_id ON act (visit_id);

CREATE TRIGGER act_is_never_altered BEFORE UPDATE ON act
        BEGIN SELECT RAISE(ABORT, 'an act is never altered'); END;

CREATE TRIGGER act_is_never_replaced BEFORE INSERT ON act
        WHEN EXISTS (SELECT 1 FROM act WHERE id = NEW.id)
        BEGIN SELECT RAISE(ABORT, 'an act is never altered'); END;

CREATE TRIGGER act_is_purged_by_an_act BEFORE DELETE ON act
        WHEN NOT EXISTS (
            SELECT 1 FROM act
            WHERE kind = 'acts_purged' AND id > OLD.id AND reason > OLD.at
        )
        BEGIN SELECT RAISE(ABORT, 'acts are purged by an act that says until when'); END;

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE arrangement (
    visit_id VARCHAR(36) NOT NULL,
    matter_code VARCHAR(64) NOT NULL,
    code VARCHAR(16) NOT NULL,
    version INTEGER NOT NULL,
    pages BLOB NOT NULL,
    CONSTRAINT fk_arrangement_visit_id_matter_code_code FOREIGN KEY(visit_id, matter_code, code) REFERENCES material (visit_id, matter_code, code) ON DELETE CASCADE,
    CONSTRAINT pk_arrangement PRIMARY KEY (visit_id, matter_code, code, version)
);

CREATE TABLE catalogue (
    id INTEGER NOT NULL,
    cursor VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    CONSTRAINT ck_catalogue_one CHECK (id = 1),
    CONSTRAINT pk_catalogue PRIMARY KEY (id)
);

CREATE TABLE folder_file (
    id INTEGER NOT NULL,
    folder BLOB NOT NULL,
    name BLOB NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    first_seen VARCHAR(27) NOT NULL,
    visit_id VARCHAR(36),
    outcome VARCHAR(8) NOT NULL,
    by_visit VARCHAR(36),
    gone BOOLEAN NOT NULL,
    day VARCHAR(10) NOT NULL,
    CONSTRAINT pk_folder_file PRIMARY KEY (id)
);

CREATE INDEX ix_folder_file_by_visit ON folder_file (by_visit);

CREATE INDEX ix_folder_file_name ON folder_file (folder, name);

CREATE TABLE folder_watch (
    folder BLOB NOT NULL,
    visit_id VARCHAR(36),
    looked BOOLEAN NOT NULL,
    CONSTRAINT pk_folder_watch PRIMARY KEY (folder)
);

CREATE TABLE follow_up (
    id INTEGER NOT NULL,
    visit_id VARCHAR(36) NOT NULL,
    at VARCHAR(27) NOT NULL,
    clerk VARCHAR(64) NOT NULL,
    outcome VARCHAR(16) NOT NULL,
    said BLOB NOT NULL,
    CONSTRAINT fk_follow_up_visit_id_visit FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE CASCADE,
    CONSTRAINT pk_follow_up PRIMARY KEY (id)
);

CREATE INDEX ix_follow_up_visit_id ON follow_up (visit_id);

CREATE TABLE hall_seen (
    hall VARCHAR(8) NOT NULL,
    seq INTEGER NOT NULL,
    at VARCHAR(27) NOT NULL,
    CONSTRAINT pk_hall_seen PRIMARY KEY (hall)
);

CREATE TABLE kept_file (
    id INTEGER NOT NULL,
    folder BLOB NOT NULL,
    place VARCHAR(16) NOT NULL,
    name BLOB NOT NULL,
    inode INTEGER NOT NULL,
    size INTEGER NOT NULL,
    changed_ns INTEGER NOT NULL,
    counted_from VARCHAR(10),
    CONSTRAINT pk_kept_file PRIMARY KEY (id)
);

CREATE INDEX ix_kept_file_place ON kept_file (folder, place);

CREATE TABLE kept_folder (
    folder BLOB NOT NULL,
    path BLOB NOT NULL,
    CONSTRAINT pk_kept_folder PRIMARY KEY (folder)
);

CREATE TABLE leaving_file (
    name VARCHAR(64) NOT NULL,
    lookup BLOB NOT NULL,
    CONSTRAINT pk_leaving_file PRIMARY KEY (name)
);

CREATE TABLE material (
    visit_id VARCHAR(36) NOT NULL,
    matter_code VARCHAR(64) NOT NULL,
    code VARCHAR(16) NOT NULL,
    holding BLOB,
    unasked BOOLEAN NOT NULL,
    follow_until VARCHAR(10),
    version INTEGER NOT NULL,
    tidy BLOB,
    CONSTRAINT fk_material_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE CASCADE,
    CONSTRAINT pk_material PRIMARY KEY (visit_id, matter_code, code)
);

CREATE TABLE matter_kept_out (
    code VARCHAR(80) NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    since VARCHAR(27) NOT NULL,
    plain VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    CONSTRAINT pk_matter_kept_out PRIMARY KEY (code)
);

CREATE TABLE matters (
    id INTEGER NOT NULL,
    code VARCHAR(64) NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    authority VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    promised_days INTEGER NOT NULL,
    plain VARCHAR NOT NULL,
    pinyin VARCHAR NOT NULL,
    initials VARCHAR NOT NULL,
    guide BLOB NOT NULL,
    CONSTRAINT pk_matters PRIMARY KEY (id),
    CONSTRAINT uq_matters_code UNIQUE (code)
);

CREATE INDEX ix_matters_initials ON matters (initials);

CREATE INDEX ix_matters_pinyin ON matters (pinyin);

CREATE INDEX ix_matters_plain ON matters (plain);

CREATE TABLE outbox_entry (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" VARCHAR(36) NOT NULL,
    kind VARCHAR(8) NOT NULL,
    visit_id VARCHAR(36) NOT NULL,
    state VARCHAR(16) NOT NULL,
    created_at VARCHAR(27) NOT NULL,
    promised_at VARCHAR(27) NOT NULL,
    not_before VARCHAR(27) NOT NULL,
    attempts INTEGER NOT NULL,
    waits_for_link BOOLEAN NOT NULL,
    trouble VARCHAR(8),
    body BLOB,
    refusal BLOB,
    case_no VARCHAR(40),
    supersedes INTEGER,
    settled_at VARCHAR(27),
    closed_by VARCHAR(64),
    CONSTRAINT fk_outbox_entry_supersedes FOREIGN KEY(supersedes) REFERENCES outbox_entry (id),
    CONSTRAINT uq_outbox_entry_key UNIQUE ("key"),
    CONSTRAINT uq_outbox_entry_supersedes UNIQUE (supersedes)
);

CREATE INDEX ix_outbox_entry_due ON outbox_entry (state, promised_at, id);

CREATE INDEX ix_outbox_entry_visit_id ON outbox_entry (visit_id);

CREATE UNIQUE INDEX uq_outbox_entry_one_case ON outbox_entry (visit_id) WHERE kind = 'case' AND state <> 'closed';

CREATE TABLE outbox_upload (
    id INTEGER NOT NULL,
    entry_id INTEGER NOT NULL,
    lookup BLOB NOT NULL,
    "key" VARCHAR(36) NOT NULL,
    file BLOB NOT NULL,
    url VARCHAR,
    remote_id VARCHAR(64),
    CONSTRAINT fk_outbox_upload_entry_id FOREIGN KEY(entry_id) REFERENCES outbox_entry (id) ON DELETE CASCADE,
    CONSTRAINT pk_outbox_upload PRIMARY KEY (id),
    CONSTRAINT uq_outbox_upload_entry_id_lookup UNIQUE (entry_id, lookup),
    CONSTRAINT uq_outbox_upload_key UNIQUE ("key")
);

CREATE TABLE page_file (
    visit_id VARCHAR(36) NOT NULL,
    lookup BLOB NOT NULL,
    known BLOB NOT NULL,
    CONSTRAINT fk_page_file_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE CASCADE,
    CONSTRAINT pk_page_file PRIMARY KEY (visit_id, lookup)
);

CREATE INDEX ix_page_file_lookup ON page_file (lookup);

CREATE TABLE page_of_day (
    lookup BLOB NOT NULL,
    visit_id VARCHAR(36) NOT NULL,
    ticket_number VARCHAR(16) NOT NULL,
    opened_at VARCHAR(27) NOT NULL,
    day VARCHAR(10) NOT NULL,
    CONSTRAINT pk_page_of_day PRIMARY KEY (lookup, visit_id)
);

CREATE INDEX ix_page_of_day_day ON page_of_day (day);

CREATE TABLE print_jobs (
    id VARCHAR(32) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    number VARCHAR(60) NOT NULL,
    sha256 VARCHAR(64) NOT NULL,
    size INTEGER NOT NULL,
    state VARCHAR(12) NOT NULL,
    printer VARCHAR(200) DEFAULT '' NOT NULL,
    why VARCHAR(500) DEFAULT '' NOT NULL,
    added_at VARCHAR(27) NOT NULL,
    settled_at VARCHAR(27),
    CONSTRAINT ck_print_jobs_state_known CHECK (state IN ('waiting', 'printing', 'printed', 'failed')),
    CONSTRAINT pk_print_jobs PRIMARY KEY (id)
);

CREATE INDEX ix_print_jobs_number ON print_jobs (number);

CREATE INDEX ix_print_jobs_state_print_jobs_added_at ON print_jobs (state, added_at);

CREATE TABLE printed_paper (
    visit_id VARCHAR(36) NOT NULL,
    kind VARCHAR(40) NOT NULL,
    number VARCHAR(60) NOT NULL,
    lookup BLOB NOT NULL,
    CONSTRAINT fk_printed_paper_visit_id FOREIGN KEY(visit_id) REFERENCES visit (id) ON DELETE CASCADE,
    CONSTRAINT pk_printed_paper PRIMARY KEY (visit_id, kind, number, lookup)
);

CREATE TABLE profile (
    id INTEGER NOT NULL,
    profile_id VARCHAR(32),
    proof BLOB,
    generation INTEGER DEFAULT '0' NOT NULL,
    made_at VARCHAR(27),
    seen_at VARCHAR(27),
    CONSTRAINT ck_profile_one CHECK (id = 1),
    CONSTRAINT pk_profile PRIMARY KEY (id)
);

CREATE TABLE receipt_sequence (
    hall VARCHAR(8) NOT NULL,
    window VARCHAR(8) NOT NULL,
    day VARCHAR(10) NOT NULL,
    last INTEGER NOT NULL,
    CONSTRAINT pk_receipt_sequence PRIMARY KEY (hall, window, day)
);

CREATE TABLE scan_choice (
    id INTEGER NOT NULL,
    device VARCHAR NOT NULL,
    mode VARCHAR(16) NOT NULL,
    resolution_dpi INTEGER NOT NULL,
    CONSTRAINT ck_scan_choice_one CHECK (id = 1),
    CONSTRAINT pk_scan_choice PRIMARY KEY (id)
);

CREATE TABLE visit (
    id VARCHAR(36) NOT NULL,
    ticket_id VARCHAR(64) NOT NULL,
    ticket_number VARCHAR(16) NOT NULL,
    service_name VARCHAR NOT NULL,
    opened_at VARCHAR(27) NOT NULL,
    waited_s INTEGER NOT NULL,
    step VARCHAR(16) NOT NULL,
    set_aside BOOLEAN NOT NULL,
    applicant BLOB,
    applicant_lookup BLOB,
    consent VARCHAR(36),
    matter_code VARCHAR(64),
    matter BLOB,
    form BLOB,
    local_no VARCHAR(40),
    clerk VARCHAR(64),
    submitted_at VARCHAR(27),
    case_no VARCHAR(40),
    answer BLOB,
    acknowledged_at VARCHAR(27),
    changed_at VARCHAR(27) NOT NULL,
    closed_at VARCHAR(27),
    purged_at VARCHAR(27),
    ended VARCHAR(16),
    kept_until VARCHAR(27),
    notice_no VARCHAR(40),
    case_state VARCHAR(40),
    case_state_at VARCHAR(27),
    asked_at VARCHAR(27),
    taken_up BOOLEAN DEFAULT 0 NOT NULL,
    contradiction VARCHAR(16),
    contradiction_at VARCHAR(27),
    CONSTRAINT pk_visit PRIMARY KEY (id),
    CONSTRAINT uq_visit_local_no UNIQUE (local_no),
    CONSTRAINT uq_visit_ticket_id UNIQUE (ticket_id)
);

CREATE INDEX ix_visit_applicant_lookup ON visit (applicant_lookup);

CREATE INDEX ix_visit_case_no ON visit (case_no);

CREATE INDEX ix_visit_case_state ON visit (case_state);

CREATE INDEX ix_visit_contradiction ON visit (contradiction);

CREATE INDEX ix_visit_open ON visit (closed_at) WHERE closed_at IS NULL;

CREATE UNIQUE INDEX uq_visit_notice_no ON visit (notice_no);
