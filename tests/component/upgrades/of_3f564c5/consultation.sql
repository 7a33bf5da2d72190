-- A database as the migrations of 3f564c5 left it, with what it held after a short story; by pg_dump.
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.contact (
    contact_id text NOT NULL COLLATE pg_catalog."C",
    name text NOT NULL,
    role text NOT NULL,
    organisation text,
    schools text[] NOT NULL,
    email text,
    language text NOT NULL,
    deputy_of text,
    valid_from date,
    valid_until date,
    availability jsonb NOT NULL,
    version integer NOT NULL,
    file_digest bytea
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
CREATE TABLE public.known_case (
    case_id uuid NOT NULL,
    reference text NOT NULL,
    standing text NOT NULL,
    sequence bigint NOT NULL,
    school text,
    merged_into uuid,
    requests bigint[] DEFAULT '{}'::bigint[] NOT NULL
);
CREATE TABLE public.meeting (
    meeting_id uuid NOT NULL,
    meeting_type text NOT NULL,
    status text NOT NULL,
    school text NOT NULL,
    case_ids uuid[] NOT NULL,
    required_roles text[] NOT NULL,
    optional_roles text[] NOT NULL,
    not_before date NOT NULL,
    hold_by date NOT NULL,
    preferred text,
    starts_at timestamp with time zone,
    ends_at timestamp with time zone,
    place text,
    reasons text[],
    relax text[],
    cancel_reason text,
    ical_sequence integer NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT meeting_status CHECK ((status = ANY (ARRAY['proposed'::text, 'scheduled'::text, 'under-review'::text, 'held'::text, 'cancelled'::text])))
);
CREATE TABLE public.meeting_minutes (
    meeting_id uuid NOT NULL,
    text text NOT NULL,
    actions jsonb NOT NULL,
    written_by text NOT NULL,
    written_at timestamp with time zone NOT NULL
);
CREATE TABLE public.meeting_participant (
    meeting_id uuid NOT NULL,
    contact_id text NOT NULL COLLATE pg_catalog."C",
    "position" integer NOT NULL,
    role text NOT NULL,
    required boolean NOT NULL,
    slot tstzrange NOT NULL,
    active boolean NOT NULL
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
CREATE TABLE public.school_calendar (
    school text NOT NULL,
    school_year integer NOT NULL,
    version integer NOT NULL,
    calendar jsonb NOT NULL
);
INSERT INTO public.alembic_version (version_num) VALUES
	('2026_11_23_meetings');
INSERT INTO public.contact (contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, availability, version, file_digest) VALUES
	('counsellor-1', 'Naam van counsellor-1', 'counsellor', NULL, '{123456}', 'counsellor-1@mail.example', 'nl', NULL, NULL, NULL, '{"weekly": [], "exceptions": [], "max_meetings_per_day": null}', 1, NULL),
	('caseworker-1', 'Naam van caseworker-1', 'caseworker', NULL, '{}', 'caseworker-1@mail.example', 'nl', NULL, NULL, NULL, '{"weekly": [], "exceptions": [], "max_meetings_per_day": null}', 1, NULL),
	('clb-1', 'Naam van clb-1', 'clb', NULL, '{123456}', 'clb-1@mail.example', 'nl', NULL, NULL, NULL, '{"weekly": [], "exceptions": [], "max_meetings_per_day": null}', 1, NULL),
	('coach-1', 'Naam van coach-1', 'youth-coach', NULL, '{}', 'coach-1@mail.example', 'nl', NULL, NULL, NULL, '{"weekly": [], "exceptions": [], "max_meetings_per_day": null}', 1, NULL),
	('coordinator-1', 'Naam van coordinator-1', 'coordinator', NULL, '{}', 'coordinator-1@mail.example', 'nl', NULL, NULL, NULL, '{"weekly": [], "exceptions": [], "max_meetings_per_day": null}', 1, NULL);
INSERT INTO public.inbox (consumer, source, event_id, handled_at) VALUES
	('consultation.casework.cases.v1', '/casework', '01a224dd-51e9-70cc-b3e4-76ad27ef0607', '2026-11-29 01:13:33.933793+00');
INSERT INTO public.known_case (case_id, reference, standing, sequence, school, merged_into, requests) VALUES
	('01a224dd-4f91-7376-8bea-ed4d85d79c5c', 'SP-2026-000002', 'open', 1, '123456', NULL, '{2}'),
	('01a224dd-4eeb-7449-85a4-3c720f1c8876', 'SP-2026-000001', 'withdrawal-proposed', 4, '123456', NULL, '{2,3}');
INSERT INTO public.meeting (meeting_id, meeting_type, status, school, case_ids, required_roles, optional_roles, not_before, hold_by, preferred, starts_at, ends_at, place, reasons, relax, cancel_reason, ical_sequence, version, created_at, changed_at) VALUES
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'care-meeting', 'scheduled', '123456', '{01a224dd-4f91-7376-8bea-ed4d85d79c5c}', '{counsellor,caseworker}', '{clb,youth-coach}', '2026-11-24', '2026-12-04', NULL, '2026-11-24 08:15:00+00', '2026-11-24 09:00:00+00', 'Zorglokaal, school 123456', NULL, NULL, NULL, 0, 1, '2026-11-20 08:00:00+00', '2026-11-20 08:00:00+00'),
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'care-meeting', 'under-review', '123456', '{01a224dd-4eeb-7449-85a4-3c720f1c8876}', '{counsellor,caseworker}', '{clb,youth-coach}', '2026-11-24', '2026-12-04', NULL, '2026-11-24 07:30:00+00', '2026-11-24 08:15:00+00', 'Zorglokaal, school 123456', NULL, NULL, NULL, 0, 2, '2026-11-20 08:00:00+00', '2026-11-21 04:50:00+00'),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'care-meeting', 'under-review', '123456', '{01a224dd-4eeb-7449-85a4-3c720f1c8876}', '{counsellor,caseworker}', '{clb,youth-coach}', '2026-11-24', '2026-12-04', NULL, '2026-11-24 09:00:00+00', '2026-11-24 09:45:00+00', 'Zorglokaal, school 123456', NULL, NULL, NULL, 0, 2, '2026-11-20 08:10:00+00', '2026-11-21 04:50:00+00');
INSERT INTO public.meeting_participant (meeting_id, contact_id, "position", role, required, slot, active) VALUES
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'counsellor-1', 0, 'counsellor', true, '["2026-11-24 07:30:00+00","2026-11-24 08:15:00+00")', true),
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'caseworker-1', 1, 'caseworker', true, '["2026-11-24 07:30:00+00","2026-11-24 08:15:00+00")', true),
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'clb-1', 2, 'clb', false, '["2026-11-24 07:30:00+00","2026-11-24 08:15:00+00")', true),
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 'coach-1', 3, 'youth-coach', false, '["2026-11-24 07:30:00+00","2026-11-24 08:15:00+00")', true),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'counsellor-1', 0, 'counsellor', true, '["2026-11-24 08:15:00+00","2026-11-24 09:00:00+00")', true),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'caseworker-1', 1, 'caseworker', true, '["2026-11-24 08:15:00+00","2026-11-24 09:00:00+00")', true),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'clb-1', 2, 'clb', false, '["2026-11-24 08:15:00+00","2026-11-24 09:00:00+00")', true),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 'coach-1', 3, 'youth-coach', false, '["2026-11-24 08:15:00+00","2026-11-24 09:00:00+00")', true),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'counsellor-1', 0, 'counsellor', true, '["2026-11-24 09:00:00+00","2026-11-24 09:45:00+00")', true),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'caseworker-1', 1, 'caseworker', true, '["2026-11-24 09:00:00+00","2026-11-24 09:45:00+00")', true),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'clb-1', 2, 'clb', false, '["2026-11-24 09:00:00+00","2026-11-24 09:45:00+00")', true),
	('01a224dd-5124-7094-9721-8d7b3833116f', 'coach-1', 3, 'youth-coach', false, '["2026-11-24 09:00:00+00","2026-11-24 09:45:00+00")', true);
INSERT INTO public.outbox ("position", event_id, topic, key, sequence, event_type, source, subject, "time", correlation_id, causation_id, traceparent, data, created_at, sent_at, parked_error) OVERRIDING SYSTEM VALUE VALUES
	(8, '01a224dd-512a-7364-9f04-21ab1b4b06fa', 'consultation.meetings.v1', '01a224dd-5124-7094-9721-8d7b3833116f', 1, 'be.flankerend.consultation.meeting-scheduled.v1', '/consultation', '01a224dd-5124-7094-9721-8d7b3833116f', '2026-11-20 08:10:00+00', '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-5118-73d8-b176-41c47ac46a14', '00-9be1ecab8787ca458e35bf4f0f91dd0c-adfd517476beef94-01', '\x7b226d656574696e675f6964223a2230316132323464642d353132342d373039342d393732312d386437623338333331313666222c22636173655f696473223a5b2230316132323464642d346565622d373434392d383561342d336337323066316338383736225d2c227363686f6f6c223a22313233343536222c226d656574696e675f74797065223a22636172652d6d656574696e67222c227374617274735f6174223a22323032362d31312d32345431303a30303a30302b30313a3030222c22656e64735f6174223a22323032362d31312d32345431303a34353a30302b30313a3030222c22706c616365223a225a6f72676c6f6b61616c2c207363686f6f6c20313233343536222c227061727469636970616e7473223a5b7b22636f6e746163745f6964223a22636f756e73656c6c6f722d31222c22726f6c65223a22636f756e73656c6c6f72222c227265717569726564223a747275657d2c7b22636f6e746163745f6964223a2263617365776f726b65722d31222c22726f6c65223a2263617365776f726b6572222c227265717569726564223a747275657d2c7b22636f6e746163745f6964223a22636c622d31222c22726f6c65223a22636c62222c227265717569726564223a66616c73657d2c7b22636f6e746163745f6964223a22636f6163682d31222c22726f6c65223a22796f7574682d636f616368222c227265717569726564223a66616c73657d5d2c226963616c5f756964223a2230316132323464642d353132342d373039342d393732312d38643762333833333131366640666c616e6b6572656e64222c226963616c5f73657175656e6365223a307d', '2026-11-29 01:13:33.729491+00', NULL, NULL);
INSERT INTO public.outbox_sequence (topic, key, last) VALUES
	('consultation.directory.v1', 'counsellor-1', 1),
	('consultation.directory.v1', 'caseworker-1', 1),
	('consultation.directory.v1', 'clb-1', 1),
	('consultation.directory.v1', 'coach-1', 1),
	('consultation.directory.v1', 'coordinator-1', 1),
	('consultation.meetings.v1', '01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1),
	('consultation.meetings.v1', '01a224dd-4fab-752e-8094-85141db8b4ba', 1),
	('consultation.meetings.v1', '01a224dd-5124-7094-9721-8d7b3833116f', 1);
SELECT pg_catalog.setval('public.dead_letter_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_position_seq', 8, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.meeting_participant
    ADD CONSTRAINT contact_in_one_meeting_at_a_time EXCLUDE USING gist (contact_id WITH =, slot WITH &&) WHERE (active);
ALTER TABLE ONLY public.contact
    ADD CONSTRAINT contact_pkey PRIMARY KEY (contact_id);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_once UNIQUE NULLS NOT DISTINCT (topic, partition, "offset", item);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (sub, key, path);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, source, event_id);
ALTER TABLE ONLY public.known_case
    ADD CONSTRAINT known_case_pkey PRIMARY KEY (case_id);
ALTER TABLE ONLY public.meeting_minutes
    ADD CONSTRAINT meeting_minutes_pkey PRIMARY KEY (meeting_id);
ALTER TABLE ONLY public.meeting_participant
    ADD CONSTRAINT meeting_participant_pkey PRIMARY KEY (meeting_id, contact_id);
ALTER TABLE ONLY public.meeting
    ADD CONSTRAINT meeting_pkey PRIMARY KEY (meeting_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.outbox_sequence
    ADD CONSTRAINT outbox_sequence_pkey PRIMARY KEY (topic, key);
ALTER TABLE ONLY public.school_calendar
    ADD CONSTRAINT school_calendar_pkey PRIMARY KEY (school, school_year);
CREATE INDEX contact_role ON public.contact USING btree (role);
CREATE INDEX dead_letter_open ON public.dead_letter USING btree (id) WHERE (status = ANY (ARRAY['parked'::text, 'replay'::text]));
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);
CREATE INDEX meeting_cases ON public.meeting USING gin (case_ids);
CREATE INDEX meeting_school ON public.meeting USING btree (school);
CREATE INDEX outbox_sent_at ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX outbox_unsent ON public.outbox USING btree ("position") WHERE ((sent_at IS NULL) AND (parked_error IS NULL));
ALTER TABLE ONLY public.meeting_minutes
    ADD CONSTRAINT meeting_minutes_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(meeting_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.meeting_participant
    ADD CONSTRAINT meeting_participant_meeting_id_fkey FOREIGN KEY (meeting_id) REFERENCES public.meeting(meeting_id) ON DELETE CASCADE;
