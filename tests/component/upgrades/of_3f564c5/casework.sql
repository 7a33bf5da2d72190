-- A database as the migrations of 3f564c5 left it, with what it held after a short story; by pg_dump.
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.calendar (
    school text NOT NULL,
    school_year text NOT NULL,
    version integer NOT NULL,
    days jsonb NOT NULL
);
CREATE TABLE public.case_contact (
    case_contact_id uuid NOT NULL,
    case_id uuid NOT NULL,
    "on" date NOT NULL,
    party text NOT NULL,
    means text NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL
);
CREATE TABLE public.case_record (
    case_id uuid NOT NULL,
    reference text NOT NULL,
    case_type text NOT NULL,
    person_id uuid NOT NULL,
    school text,
    pupil text,
    school_year text NOT NULL,
    level_of_education text,
    opened_at timestamp with time zone NOT NULL,
    respond_by date,
    status text NOT NULL,
    assignee text,
    held_from text,
    proposed_from text,
    hold_until date,
    outcome text,
    ended_at timestamp with time zone,
    merged_into uuid,
    version bigint NOT NULL
);
CREATE TABLE public.dead_letter (
    id bigint NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    "offset" bigint NOT NULL,
    item integer,
    record_time timestamp with time zone NOT NULL,
    key bytea,
    value bytea,
    headers jsonb NOT NULL,
    error_type text NOT NULL,
    error text NOT NULL,
    status text DEFAULT 'parked'::text NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT dead_letter_status CHECK ((status = ANY (ARRAY['parked'::text, 'replay'::text, 'replayed'::text, 'discarded'::text])))
);
ALTER TABLE public.dead_letter ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.dead_letter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.deadline (
    case_id uuid NOT NULL,
    kind text NOT NULL,
    last_day date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    noticed_at timestamp with time zone
);
CREATE TABLE public.directory_contact (
    contact_id text NOT NULL,
    name text NOT NULL,
    role text NOT NULL,
    organisation text,
    schools text[] NOT NULL,
    email text,
    language text NOT NULL,
    deputy_of text,
    valid_from date,
    valid_until date,
    sequence bigint NOT NULL
);
CREATE TABLE public.enrolment_gap (
    signal_id uuid NOT NULL,
    case_id uuid,
    person_id uuid NOT NULL,
    school_year text NOT NULL,
    reference_date date NOT NULL,
    missing boolean NOT NULL,
    found boolean NOT NULL,
    settled boolean NOT NULL
);
CREATE TABLE public.idempotency_key (
    sub text NOT NULL,
    key text NOT NULL,
    path text NOT NULL,
    body_hash bytea NOT NULL,
    status integer,
    content_type text,
    body bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone
);
CREATE TABLE public.inbox (
    consumer text NOT NULL,
    source text NOT NULL,
    event_id text NOT NULL,
    handled_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.meeting (
    meeting_id uuid NOT NULL,
    status text NOT NULL,
    sequence bigint NOT NULL,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    place text
);
CREATE TABLE public.meeting_case (
    meeting_id uuid NOT NULL,
    case_id uuid NOT NULL
);
CREATE TABLE public.note (
    note_id uuid NOT NULL,
    case_id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    text text NOT NULL
);
CREATE TABLE public.outbox (
    "position" bigint NOT NULL,
    event_id uuid NOT NULL,
    topic text NOT NULL,
    key text NOT NULL,
    sequence bigint NOT NULL,
    event_type text NOT NULL,
    source text NOT NULL,
    subject text,
    "time" timestamp with time zone NOT NULL,
    correlation_id text NOT NULL,
    causation_id text,
    traceparent text,
    data bytea,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sent_at timestamp with time zone,
    parked_error text
);
ALTER TABLE public.outbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.outbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.outbox_sequence (
    topic text NOT NULL,
    key text NOT NULL,
    last bigint NOT NULL
);
CREATE TABLE public.person (
    person_id uuid NOT NULL,
    sequence bigint NOT NULL,
    given_name text,
    family_name text,
    merged_into uuid,
    parted_from uuid
);
CREATE TABLE public.person_enrolment (
    person_id uuid NOT NULL,
    "position" integer NOT NULL,
    school text NOT NULL,
    pupil text NOT NULL,
    level_of_education text NOT NULL,
    valid_from date NOT NULL,
    valid_until date
);
CREATE TABLE public.reference_number (
    year integer NOT NULL,
    last integer NOT NULL,
    case_type text NOT NULL
);
CREATE TABLE public.signal (
    signal_id uuid NOT NULL,
    case_id uuid,
    person_id uuid NOT NULL,
    school text NOT NULL,
    pupil text NOT NULL,
    level_of_education text NOT NULL,
    school_year text NOT NULL,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    level integer NOT NULL,
    count integer NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    sequence bigint NOT NULL,
    reached_on date NOT NULL,
    half_days jsonb NOT NULL,
    reached boolean NOT NULL,
    withdrawn boolean NOT NULL,
    settled boolean NOT NULL
);
CREATE TABLE public.task (
    task_id uuid NOT NULL,
    case_id uuid NOT NULL,
    text text NOT NULL,
    owner text NOT NULL,
    due date NOT NULL,
    at timestamp with time zone NOT NULL,
    by text NOT NULL,
    done_at timestamp with time zone
);
CREATE TABLE public.timeline (
    "position" bigint NOT NULL,
    case_id uuid,
    meeting_id uuid,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    by text NOT NULL,
    text text NOT NULL,
    event_id text,
    CONSTRAINT timeline_about_one_thing CHECK ((num_nonnulls(case_id, meeting_id) = 1))
);
ALTER TABLE public.timeline ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.timeline_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
INSERT INTO public.alembic_version (version_num) VALUES
	('2026_11_23_not_enrolled');
INSERT INTO public.case_record (case_id, reference, case_type, person_id, school, pupil, school_year, level_of_education, opened_at, respond_by, status, assignee, held_from, proposed_from, hold_until, outcome, ended_at, merged_into, version) VALUES
	('01a224dd-4f91-7376-8bea-ed4d85d79c5c', 'SP-2026-000002', 'truancy', '01a224dd-4e74-72e7-a803-c86ad7611ba7', '123456', '7654321', '2026-2027', 'secundair', '2026-11-20 08:00:00+00', '2026-11-27', 'on-hold', NULL, 'active', NULL, '2027-01-15', NULL, NULL, NULL, 4),
	('01a224dd-4f36-7208-a7cc-459285f8cf53', 'LP-2026-000001', 'not-enrolled', '01a224dd-4e9a-74e2-9fd1-406022f71842', NULL, NULL, '2026-2027', NULL, '2026-11-20 08:00:00+00', NULL, 'active', NULL, NULL, NULL, NULL, NULL, NULL, NULL, 2),
	('01a224dd-4eeb-7449-85a4-3c720f1c8876', 'SP-2026-000001', 'truancy', '01a224dd-4e73-74c1-9194-373f1639cf6e', '123456', '1234567', '2026-2027', 'secundair', '2026-11-20 08:00:00+00', '2026-11-27', 'withdrawal-proposed', NULL, NULL, 'active', NULL, NULL, NULL, NULL, 4);
INSERT INTO public.deadline (case_id, kind, last_day, due_at, noticed_at) VALUES
	('01a224dd-4f91-7376-8bea-ed4d85d79c5c', 'hold-until', '2027-01-15', '2027-01-15 23:00:00+00', NULL);
INSERT INTO public.directory_contact (contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, sequence) VALUES
	('coordinator-1', 'Naam van coordinator-1', 'coordinator', NULL, '{}', 'coordinator-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('counsellor-1', 'Naam van counsellor-1', 'counsellor', NULL, '{123456}', 'counsellor-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('clb-1', 'Naam van clb-1', 'clb', NULL, '{123456}', 'clb-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('coach-1', 'Naam van coach-1', 'youth-coach', NULL, '{}', 'coach-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('caseworker-1', 'Naam van caseworker-1', 'caseworker', NULL, '{}', 'caseworker-1@mail.example', 'nl', NULL, NULL, NULL, 1);
INSERT INTO public.enrolment_gap (signal_id, case_id, person_id, school_year, reference_date, missing, found, settled) VALUES
	('01a224dd-4e9e-70e1-a980-d1fee72f0b1e', '01a224dd-4f36-7208-a7cc-459285f8cf53', '01a224dd-4e9a-74e2-9fd1-406022f71842', '2026-2027', '2026-10-01', true, false, false);
INSERT INTO public.inbox (consumer, source, event_id, handled_at) VALUES
	('casework.attendance.signals.v1', '/attendance', '01a224dd-51dc-7212-a885-6f70c797c6ed', '2026-11-29 01:13:33.922746+00');
INSERT INTO public.meeting (meeting_id, status, sequence, starts_at, ends_at, place) VALUES
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'scheduled', 1, '2026-11-24 07:30:00+00', '2026-11-24 08:15:00+00', 'Zorglokaal, school 123456'),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'scheduled', 1, '2026-11-24 08:15:00+00', '2026-11-24 09:00:00+00', 'Zorglokaal, school 123456'),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'scheduled', 1, '2026-11-24 09:00:00+00', '2026-11-24 09:45:00+00', 'Zorglokaal, school 123456');
INSERT INTO public.meeting_case (meeting_id, case_id) VALUES
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', '01a224dd-4eeb-7449-85a4-3c720f1c8876'),
	('01a224dd-4fab-752e-8094-85141db8b4ba', '01a224dd-4f91-7376-8bea-ed4d85d79c5c'),
	('01a224dd-5124-7094-9721-8d7b3833116f', '01a224dd-4eeb-7449-85a4-3c720f1c8876');
INSERT INTO public.outbox ("position", event_id, topic, key, sequence, event_type, source, subject, "time", correlation_id, causation_id, traceparent, data, created_at, sent_at, parked_error) OVERRIDING SYSTEM VALUE VALUES
	(8, '01a224dd-51e9-70cc-b3e4-76ad27ef0607', 'casework.cases.v1', '01a224dd-4eeb-7449-85a4-3c720f1c8876', 4, 'be.flankerend.casework.withdrawal-proposed.v1', '/casework', '01a224dd-4eeb-7449-85a4-3c720f1c8876', '2026-11-21 04:50:00+00', '01a224dd-51d0-711a-8a08-2bbccb344a19', '01a224dd-51dc-7212-a885-6f70c797c6ed', '00-2f645863eb41e1ab9b100d42dba3dce7-ffbbff002a6b3446-01', '\x7b22636173655f6964223a2230316132323464642d346565622d373434392d383561342d336337323066316338383736222c227265666572656e6365223a2253502d323032362d303030303031222c22726561736f6e223a226c6576656c2d6e6f2d6c6f6e6765722d686f6c6473227d', '2026-11-29 01:13:33.922746+00', NULL, NULL);
INSERT INTO public.outbox_sequence (topic, key, last) VALUES
	('casework.cases.v1', '01a224dd-4f36-7208-a7cc-459285f8cf53', 1),
	('casework.cases.v1', '01a224dd-4f91-7376-8bea-ed4d85d79c5c', 3),
	('casework.cases.v1', '01a224dd-4eeb-7449-85a4-3c720f1c8876', 4);
INSERT INTO public.person (person_id, sequence, given_name, family_name, merged_into, parted_from) VALUES
	('01a224dd-4e9a-74e2-9fd1-406022f71842', 1, 'Lou', 'Voorbeeld', NULL, NULL),
	('01a224dd-4e73-74c1-9194-373f1639cf6e', 1, 'Noor', 'Voorbeeld', NULL, NULL),
	('01a224dd-4e74-72e7-a803-c86ad7611ba7', 1, 'Jef', 'Voorbeeld', NULL, NULL);
INSERT INTO public.person_enrolment (person_id, "position", school, pupil, level_of_education, valid_from, valid_until) VALUES
	('01a224dd-4e73-74c1-9194-373f1639cf6e', 0, '123456', '1234567', 'secundair', '2026-09-01', NULL),
	('01a224dd-4e74-72e7-a803-c86ad7611ba7', 0, '123456', '7654321', 'secundair', '2026-09-01', NULL);
INSERT INTO public.reference_number (year, last, case_type) VALUES
	(2026, 1, 'not-enrolled'),
	(2026, 2, 'truancy');
INSERT INTO public.signal (signal_id, case_id, person_id, school, pupil, level_of_education, school_year, rule, rule_version, level, count, counted_at, sequence, reached_on, half_days, reached, withdrawn, settled) VALUES
	('01a224dd-4eb8-7118-b1db-b3e00e147db3', '01a224dd-4f91-7376-8bea-ed4d85d79c5c', '01a224dd-4e74-72e7-a803-c86ad7611ba7', '123456', '7654321', 'secundair', '2026-2027', 'problematic-half-days', 1, 5, 10, '2026-11-20 08:00:00+00', 1, '2026-10-08', '[{"date": "2026-10-05", "school": "123456", "half_day": "AM"}, {"date": "2026-10-05", "school": "123456", "half_day": "PM"}, {"date": "2026-10-06", "school": "123456", "half_day": "AM"}, {"date": "2026-10-06", "school": "123456", "half_day": "PM"}, {"date": "2026-10-08", "school": "123456", "half_day": "AM"}, {"date": "2026-10-08", "school": "123456", "half_day": "PM"}, {"date": "2026-10-09", "school": "123456", "half_day": "AM"}, {"date": "2026-10-09", "school": "123456", "half_day": "PM"}, {"date": "2026-10-12", "school": "123456", "half_day": "AM"}, {"date": "2026-10-12", "school": "123456", "half_day": "PM"}]', true, false, false),
	('01a224dd-4eb8-7118-b1db-b3e1bf6f3f17', '01a224dd-4f91-7376-8bea-ed4d85d79c5c', '01a224dd-4e74-72e7-a803-c86ad7611ba7', '123456', '7654321', 'secundair', '2026-2027', 'problematic-half-days', 1, 10, 10, '2026-11-20 08:00:00+00', 2, '2026-10-12', '[{"date": "2026-10-05", "school": "123456", "half_day": "AM"}, {"date": "2026-10-05", "school": "123456", "half_day": "PM"}, {"date": "2026-10-06", "school": "123456", "half_day": "AM"}, {"date": "2026-10-06", "school": "123456", "half_day": "PM"}, {"date": "2026-10-08", "school": "123456", "half_day": "AM"}, {"date": "2026-10-08", "school": "123456", "half_day": "PM"}, {"date": "2026-10-09", "school": "123456", "half_day": "AM"}, {"date": "2026-10-09", "school": "123456", "half_day": "PM"}, {"date": "2026-10-12", "school": "123456", "half_day": "AM"}, {"date": "2026-10-12", "school": "123456", "half_day": "PM"}]', true, false, false),
	('01a224dd-4eb8-7118-b1db-b3df308b93fd', '01a224dd-4eeb-7449-85a4-3c720f1c8876', '01a224dd-4e73-74c1-9194-373f1639cf6e', '123456', '1234567', 'secundair', '2026-2027', 'problematic-half-days', 1, 5, 4, '2026-11-21 04:50:00+00', 2, '2026-10-08', '[{"date": "2026-10-05", "school": "123456", "half_day": "AM"}, {"date": "2026-10-05", "school": "123456", "half_day": "PM"}, {"date": "2026-10-06", "school": "123456", "half_day": "AM"}, {"date": "2026-10-06", "school": "123456", "half_day": "PM"}, {"date": "2026-10-08", "school": "123456", "half_day": "AM"}, {"date": "2026-10-08", "school": "123456", "half_day": "PM"}]', true, true, false);
INSERT INTO public.timeline ("position", case_id, meeting_id, at, kind, by, text, event_id) OVERRIDING SYSTEM VALUE VALUES
	(1, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:00:00+00', 'case-opened', 'attendance', 'Dossier geopend: niveau 5 bereikt (6 problematische halve dagen).', '01a224dd-4ebc-75be-b3f7-ebcd820c3c8e'),
	(2, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:00:00+00', 'meeting-requested', 'attendance', 'Zorgoverleg gevraagd.', '01a224dd-4ebc-75be-b3f7-ebcd820c3c8e'),
	(3, '01a224dd-4f36-7208-a7cc-459285f8cf53', NULL, '2026-11-20 08:00:00+00', 'case-opened', 'attendance', 'Dossier geopend: op 1/10/2026 is geen inschrijving bekend.', '01a224dd-4ea0-7712-85d7-16c6e9d24255'),
	(4, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:00:00+00', 'case-opened', 'attendance', 'Dossier geopend: niveau 5 bereikt (10 problematische halve dagen).', '01a224dd-4ebc-75be-b3f7-ebce882bacd6'),
	(5, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:00:00+00', 'meeting-requested', 'attendance', 'Zorgoverleg gevraagd.', '01a224dd-4ebc-75be-b3f7-ebce882bacd6'),
	(6, NULL, '01a224dd-4f5f-72c9-a7e7-f67d170459ed', '2026-11-20 08:00:00+00', 'meeting-scheduled', 'consultation', 'Zorgoverleg gepland op 24/11/2026 om 08:30.', '01a224dd-4f6f-72a2-a504-beeccd1b0c51'),
	(7, NULL, '01a224dd-4fab-752e-8094-85141db8b4ba', '2026-11-20 08:00:00+00', 'meeting-scheduled', 'consultation', 'Zorgoverleg gepland op 24/11/2026 om 09:15.', '01a224dd-4fb0-75ef-9879-e42ea0b05d19'),
	(8, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:00:00+00', 'case-escalated', 'attendance', 'Dossier opgeschaald: niveau 10 bereikt (10 problematische halve dagen).', '01a224dd-4ebc-75be-b3f7-ebcf55aad065'),
	(9, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Melding van een nieuw dossier verstuurd naar het CLB.', '01a224dd-4ff9-741e-af4f-3f3d8915dc68'),
	(10, NULL, '01a224dd-4f5f-72c9-a7e7-f67d170459ed', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de leerlingenbegeleider.', '01a224dd-5041-75a0-97b5-ed0a6fa43838'),
	(11, NULL, '01a224dd-4fab-752e-8094-85141db8b4ba', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar het CLB.', '01a224dd-505b-708b-92ae-5786c48d93b3'),
	(12, NULL, '01a224dd-4fab-752e-8094-85141db8b4ba', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de dossierbeheerder.', '01a224dd-504e-718c-862f-3636fc150d3b'),
	(13, NULL, '01a224dd-4fab-752e-8094-85141db8b4ba', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de jongerencoach.', '01a224dd-5067-7716-bb0b-546c9ea507f8'),
	(14, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Melding van een nieuw dossier verstuurd naar het CLB.', '01a224dd-507f-7263-919b-0d7948fc642d'),
	(15, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Melding van een nieuw dossier verstuurd naar de jongerencoach.', '01a224dd-5007-7018-b75f-6ffb1d672dbc'),
	(16, NULL, '01a224dd-4f5f-72c9-a7e7-f67d170459ed', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar het CLB.', '01a224dd-5024-734f-9e8d-cde206646b19'),
	(17, NULL, '01a224dd-4f5f-72c9-a7e7-f67d170459ed', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de jongerencoach.', '01a224dd-5033-75ce-bc67-fbb3c1a1db10'),
	(18, NULL, '01a224dd-4f5f-72c9-a7e7-f67d170459ed', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de dossierbeheerder.', '01a224dd-5016-729a-a9dd-15cbdff115d1'),
	(19, NULL, '01a224dd-4fab-752e-8094-85141db8b4ba', '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de leerlingenbegeleider.', '01a224dd-5075-7151-84d4-e9da6e3afe08'),
	(20, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:00:00+00', 'notice-sent', 'notifications', 'Melding van een nieuw dossier verstuurd naar de jongerencoach.', '01a224dd-508b-72c1-9cd0-448509d3fb65'),
	(21, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:00:00+00', 'started', 'caseworker-1', 'Opvolging gestart.', NULL),
	(22, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-20 08:10:00+00', 'meeting-requested', 'caseworker-1', 'Zorgoverleg gevraagd.', NULL),
	(23, NULL, '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', 'meeting-scheduled', 'consultation', 'Zorgoverleg gepland op 24/11/2026 om 10:00.', '01a224dd-512a-7364-9f04-21ab1b4b06fa'),
	(24, NULL, '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de dossierbeheerder.', '01a224dd-514d-76ec-91b5-d148b15b259d'),
	(25, NULL, '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de leerlingenbegeleider.', '01a224dd-5176-706c-8c95-c721f14d941e'),
	(26, NULL, '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar het CLB.', '01a224dd-515b-74e3-8534-08b014b3b2cd'),
	(27, NULL, '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', 'notice-sent', 'notifications', 'Uitnodiging voor het zorgoverleg verstuurd naar de jongerencoach.', '01a224dd-5168-77fb-9e4c-d696d67e6f23'),
	(28, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:20:00+00', 'started', 'caseworker-1', 'Opvolging gestart.', NULL),
	(29, '01a224dd-4f91-7376-8bea-ed4d85d79c5c', NULL, '2026-11-20 08:30:00+00', 'held', 'caseworker-1', 'In wacht tot en met 15/1/2027. Reden: afgesproken met de school', NULL),
	(30, '01a224dd-4f36-7208-a7cc-459285f8cf53', NULL, '2026-11-20 08:40:00+00', 'started', 'caseworker-1', 'Opvolging gestart.', NULL),
	(31, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-21 04:50:00+00', 'level-withdrawn', 'attendance', 'Niveau 5 geldt niet meer na een correctie (4 problematische halve dagen).', '01a224dd-51dc-7212-a885-6f70c797c6ed'),
	(32, '01a224dd-4eeb-7449-85a4-3c720f1c8876', NULL, '2026-11-21 04:50:00+00', 'withdrawal-proposed', 'attendance', 'Intrekking voorgesteld: het laagste niveau geldt niet meer.', '01a224dd-51dc-7212-a885-6f70c797c6ed');
SELECT pg_catalog.setval('public.dead_letter_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_position_seq', 8, true);
SELECT pg_catalog.setval('public.timeline_position_seq', 32, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (school, school_year);
ALTER TABLE ONLY public.case_contact
    ADD CONSTRAINT case_contact_pkey PRIMARY KEY (case_contact_id);
ALTER TABLE ONLY public.case_record
    ADD CONSTRAINT case_record_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.case_record
    ADD CONSTRAINT case_record_reference_key UNIQUE (reference);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_once UNIQUE NULLS NOT DISTINCT (topic, partition, "offset", item);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT deadline_pkey PRIMARY KEY (case_id, kind);
ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_pkey PRIMARY KEY (contact_id);
ALTER TABLE ONLY public.enrolment_gap
    ADD CONSTRAINT enrolment_gap_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (sub, key, path);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, source, event_id);
ALTER TABLE ONLY public.meeting_case
    ADD CONSTRAINT meeting_case_pkey PRIMARY KEY (meeting_id, case_id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_pkey PRIMARY KEY (meeting_id);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_pkey PRIMARY KEY (note_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.outbox_sequence
    ADD CONSTRAINT outbox_sequence_pkey PRIMARY KEY (topic, key);
ALTER TABLE ONLY public.person_enrolment
    ADD CONSTRAINT person_enrolment_pkey PRIMARY KEY (person_id, "position");
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.reference_number
    ADD CONSTRAINT reference_number_pkey PRIMARY KEY (year, case_type);
ALTER TABLE ONLY public.signal
    ADD CONSTRAINT signal_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (task_id);
ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_pkey PRIMARY KEY ("position");
CREATE INDEX case_contact_case ON public.case_contact USING btree (case_id);
CREATE INDEX case_record_assignee ON public.case_record USING btree (assignee, case_id);
CREATE UNIQUE INDEX case_record_one_open ON public.case_record USING btree (person_id, case_type) WHERE (status <> ALL (ARRAY['withdrawn'::text, 'closed'::text]));
CREATE INDEX case_record_person ON public.case_record USING btree (person_id);
CREATE INDEX case_record_pupil ON public.case_record USING btree (school, pupil);
CREATE INDEX dead_letter_open ON public.dead_letter USING btree (id) WHERE (status = ANY (ARRAY['parked'::text, 'replay'::text]));
CREATE INDEX deadline_unnoticed ON public.deadline USING btree (due_at) WHERE (noticed_at IS NULL);
CREATE INDEX enrolment_gap_case ON public.enrolment_gap USING btree (case_id);
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);
CREATE INDEX meeting_case_case ON public.meeting_case USING btree (case_id);
CREATE INDEX note_case ON public.note USING btree (case_id);
CREATE INDEX outbox_sent_at ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX outbox_unsent ON public.outbox USING btree ("position") WHERE ((sent_at IS NULL) AND (parked_error IS NULL));
CREATE INDEX person_enrolment_pupil ON public.person_enrolment USING btree (school, pupil);
CREATE INDEX signal_case ON public.signal USING btree (case_id);
CREATE INDEX signal_person ON public.signal USING btree (person_id);
CREATE INDEX task_case ON public.task USING btree (case_id);
CREATE INDEX timeline_case ON public.timeline USING btree (case_id, at, "position");
CREATE INDEX timeline_event ON public.timeline USING btree (event_id);
CREATE INDEX timeline_meeting ON public.timeline USING btree (meeting_id);
ALTER TABLE ONLY public.case_contact
    ADD CONSTRAINT case_contact_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.case_record
    ADD CONSTRAINT case_record_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.deadline
    ADD CONSTRAINT deadline_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.enrolment_gap
    ADD CONSTRAINT enrolment_gap_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.meeting_case
    ADD CONSTRAINT meeting_case_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.meeting_case
    ADD CONSTRAINT meeting_case_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(meeting_id);
ALTER TABLE ONLY public.note
    ADD CONSTRAINT note_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.person_enrolment
    ADD CONSTRAINT person_enrolment_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.signal
    ADD CONSTRAINT signal_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.task
    ADD CONSTRAINT task_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
ALTER TABLE ONLY public.timeline
    ADD CONSTRAINT timeline_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.case_record(case_id);
