-- A database as the migrations of 3f564c5 left it, with what it held after a short story; by pg_dump.
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.case_fact (
    case_id uuid NOT NULL,
    sequence bigint NOT NULL,
    kind text NOT NULL,
    reference text,
    case_type text,
    person_id uuid,
    school text,
    pupil text,
    school_year text,
    count integer,
    half_days jsonb,
    opened_at timestamp with time zone,
    correlation_id text,
    causation_id text,
    traceparent text,
    ended_at timestamp with time zone,
    merged_into uuid,
    CONSTRAINT case_fact_kind CHECK ((kind = ANY (ARRAY['opened'::text, 'reopened'::text, 'withdrawn'::text, 'merged'::text])))
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
CREATE TABLE public.meeting_version (
    meeting_id uuid NOT NULL,
    sequence bigint NOT NULL,
    state text NOT NULL,
    school text NOT NULL,
    case_ids uuid[] NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    place text,
    participants jsonb NOT NULL,
    ical_uid text NOT NULL,
    ical_sequence integer NOT NULL,
    correlation_id text,
    causation_id text,
    traceparent text
);
CREATE TABLE public.notice (
    id uuid NOT NULL,
    "position" bigint NOT NULL,
    template text NOT NULL,
    template_version integer NOT NULL,
    about_kind text NOT NULL,
    about_id uuid NOT NULL,
    occasion bigint NOT NULL,
    slot text NOT NULL,
    role text NOT NULL,
    contact_id text,
    recipient_role text,
    corrects uuid[] NOT NULL,
    channel text NOT NULL,
    status text NOT NULL,
    waiting_for text,
    waiting_since timestamp with time zone,
    attempt integer NOT NULL,
    in_doubt boolean NOT NULL,
    reason text,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    first_tried_at timestamp with time zone,
    lease_until timestamp with time zone,
    sent_at timestamp with time zone,
    acknowledged_at timestamp with time zone,
    version bigint NOT NULL,
    correlation_id text,
    causation_id text,
    traceparent text,
    CONSTRAINT notice_status CHECK ((status = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'deferred'::text, 'bounced'::text, 'failed'::text, 'cancelled'::text])))
);
ALTER TABLE public.notice ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.notice_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
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
    enrolments jsonb DEFAULT '[]'::jsonb NOT NULL,
    merged_into uuid,
    erased boolean DEFAULT false NOT NULL
);
INSERT INTO public.alembic_version (version_num) VALUES
	('2026_11_23_merged_cases');
INSERT INTO public.case_fact (case_id, sequence, kind, reference, case_type, person_id, school, pupil, school_year, count, half_days, opened_at, correlation_id, causation_id, traceparent, ended_at, merged_into) VALUES
	('01a224dd-4eeb-7449-85a4-3c720f1c8876', 1, 'opened', 'SP-2026-000001', 'truancy', '01a224dd-4e73-74c1-9194-373f1639cf6e', '123456', '1234567', '2026-2027', 6, '[["2026-10-05", "AM"], ["2026-10-05", "PM"], ["2026-10-06", "AM"], ["2026-10-06", "PM"], ["2026-10-08", "AM"], ["2026-10-08", "PM"]]', '2026-11-20 08:00:00+00', '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4efd-72b5-a592-4eb049ceee0d', '00-3bb20f89a566f9b67a6b2ba22d1ab021-a3cd7a4cf706ea31-01', NULL, NULL),
	('01a224dd-4f91-7376-8bea-ed4d85d79c5c', 1, 'opened', 'SP-2026-000002', 'truancy', '01a224dd-4e74-72e7-a803-c86ad7611ba7', '123456', '7654321', '2026-2027', 10, '[["2026-10-05", "AM"], ["2026-10-05", "PM"], ["2026-10-06", "AM"], ["2026-10-06", "PM"], ["2026-10-08", "AM"], ["2026-10-08", "PM"], ["2026-10-09", "AM"], ["2026-10-09", "PM"], ["2026-10-12", "AM"], ["2026-10-12", "PM"]]', '2026-11-20 08:00:00+00', '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f96-751d-8481-9ffcd6b46ccc', '00-3bb20f89a566f9b67a6b2ba22d1ab021-df8329d553790454-01', NULL, NULL);
INSERT INTO public.directory_contact (contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, sequence) VALUES
	('coach-1', 'Naam van coach-1', 'youth-coach', NULL, '{}', 'coach-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('clb-1', 'Naam van clb-1', 'clb', NULL, '{123456}', 'clb-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('counsellor-1', 'Naam van counsellor-1', 'counsellor', NULL, '{123456}', 'counsellor-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('coordinator-1', 'Naam van coordinator-1', 'coordinator', NULL, '{}', 'coordinator-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('caseworker-1', 'Naam van caseworker-1', 'caseworker', NULL, '{}', 'caseworker-1@mail.example', 'nl', NULL, NULL, NULL, 1);
INSERT INTO public.inbox (consumer, source, event_id, handled_at) VALUES
	('notifications.consultation.meetings.v1', '/consultation', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '2026-11-29 01:13:33.742664+00');
INSERT INTO public.meeting_version (meeting_id, sequence, state, school, case_ids, starts_at, ends_at, place, participants, ical_uid, ical_sequence, correlation_id, causation_id, traceparent) VALUES
	('01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1, 'planned', '123456', '{01a224dd-4eeb-7449-85a4-3c720f1c8876}', '2026-11-24 07:30:00+00', '2026-11-24 08:15:00+00', 'Zorglokaal, school 123456', '[["counsellor-1", "counsellor"], ["caseworker-1", "caseworker"], ["clb-1", "clb"], ["coach-1", "youth-coach"]]', '01a224dd-4f5f-72c9-a7e7-f67d170459ed@flankerend', 0, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f6f-72a2-a504-beeccd1b0c51', '00-3bb20f89a566f9b67a6b2ba22d1ab021-7d8d30b59762807e-01'),
	('01a224dd-4fab-752e-8094-85141db8b4ba', 1, 'planned', '123456', '{01a224dd-4f91-7376-8bea-ed4d85d79c5c}', '2026-11-24 08:15:00+00', '2026-11-24 09:00:00+00', 'Zorglokaal, school 123456', '[["counsellor-1", "counsellor"], ["caseworker-1", "caseworker"], ["clb-1", "clb"], ["coach-1", "youth-coach"]]', '01a224dd-4fab-752e-8094-85141db8b4ba@flankerend', 0, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4fb0-75ef-9879-e42ea0b05d19', '00-3bb20f89a566f9b67a6b2ba22d1ab021-45544f0f6bea3392-01'),
	('01a224dd-5124-7094-9721-8d7b3833116f', 1, 'planned', '123456', '{01a224dd-4eeb-7449-85a4-3c720f1c8876}', '2026-11-24 09:00:00+00', '2026-11-24 09:45:00+00', 'Zorglokaal, school 123456', '[["counsellor-1", "counsellor"], ["caseworker-1", "caseworker"], ["clb-1", "clb"], ["coach-1", "youth-coach"]]', '01a224dd-5124-7094-9721-8d7b3833116f@flankerend', 0, '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-b8ee4fe1f535067b-01');
INSERT INTO public.notice (id, "position", template, template_version, about_kind, about_id, occasion, slot, role, contact_id, recipient_role, corrects, channel, status, waiting_for, waiting_since, attempt, in_doubt, reason, created_at, due_at, queued_at, first_tried_at, lease_until, sent_at, acknowledged_at, version, correlation_id, causation_id, traceparent) OVERRIDING SYSTEM VALUE VALUES
	('01a224dd-4f20-7070-81c3-e799a99d1124', 1, 'case-opened', 1, 'case', '01a224dd-4eeb-7449-85a4-3c720f1c8876', 1, 'clb', 'clb', 'clb-1', 'clb', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.216013+00', '2026-11-29 01:13:33.216013+00', '2026-11-29 01:13:33.417011+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4efd-72b5-a592-4eb049ceee0d', '00-3bb20f89a566f9b67a6b2ba22d1ab021-a3cd7a4cf706ea31-01'),
	('01a224dd-4f20-7070-81c3-e79a23856342', 2, 'case-opened', 1, 'case', '01a224dd-4eeb-7449-85a4-3c720f1c8876', 1, 'youth-coach', 'youth-coach', 'coach-1', 'youth-coach', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.216055+00', '2026-11-29 01:13:33.216055+00', '2026-11-29 01:13:33.439046+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4efd-72b5-a592-4eb049ceee0d', '00-3bb20f89a566f9b67a6b2ba22d1ab021-a3cd7a4cf706ea31-01'),
	('01a224dd-4f89-7055-be92-e9cb43ee81e1', 3, 'meeting-invitation', 1, 'meeting', '01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1, 'caseworker-1', 'caseworker', 'caseworker-1', 'caseworker', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.321133+00', '2026-11-29 01:13:33.321133+00', '2026-11-29 01:13:33.451716+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f6f-72a2-a504-beeccd1b0c51', '00-3bb20f89a566f9b67a6b2ba22d1ab021-7d8d30b59762807e-01'),
	('01a224dd-4f89-7055-be92-e9cc412902b8', 4, 'meeting-invitation', 1, 'meeting', '01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1, 'clb-1', 'clb', 'clb-1', 'clb', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.321165+00', '2026-11-29 01:13:33.321165+00', '2026-11-29 01:13:33.466546+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f6f-72a2-a504-beeccd1b0c51', '00-3bb20f89a566f9b67a6b2ba22d1ab021-7d8d30b59762807e-01'),
	('01a224dd-4f89-7055-be92-e9cdeaa3b5c3', 5, 'meeting-invitation', 1, 'meeting', '01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1, 'coach-1', 'youth-coach', 'coach-1', 'youth-coach', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.321171+00', '2026-11-29 01:13:33.321171+00', '2026-11-29 01:13:33.480219+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f6f-72a2-a504-beeccd1b0c51', '00-3bb20f89a566f9b67a6b2ba22d1ab021-7d8d30b59762807e-01'),
	('01a224dd-4f89-7055-be92-e9ce118fa020', 6, 'meeting-invitation', 1, 'meeting', '01a224dd-4f5f-72c9-a7e7-f67d170459ed', 1, 'counsellor-1', 'counsellor', 'counsellor-1', 'counsellor', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.321173+00', '2026-11-29 01:13:33.321173+00', '2026-11-29 01:13:33.494934+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f6f-72a2-a504-beeccd1b0c51', '00-3bb20f89a566f9b67a6b2ba22d1ab021-7d8d30b59762807e-01'),
	('01a224dd-4fb6-713d-a3bb-9ffe7bc86fd3', 7, 'meeting-invitation', 1, 'meeting', '01a224dd-4fab-752e-8094-85141db8b4ba', 1, 'caseworker-1', 'caseworker', 'caseworker-1', 'caseworker', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.366801+00', '2026-11-29 01:13:33.366801+00', '2026-11-29 01:13:33.508263+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4fb0-75ef-9879-e42ea0b05d19', '00-3bb20f89a566f9b67a6b2ba22d1ab021-45544f0f6bea3392-01'),
	('01a224dd-4fb6-713d-a3bb-9fff4941018b', 8, 'meeting-invitation', 1, 'meeting', '01a224dd-4fab-752e-8094-85141db8b4ba', 1, 'clb-1', 'clb', 'clb-1', 'clb', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.36683+00', '2026-11-29 01:13:33.36683+00', '2026-11-29 01:13:33.521302+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4fb0-75ef-9879-e42ea0b05d19', '00-3bb20f89a566f9b67a6b2ba22d1ab021-45544f0f6bea3392-01'),
	('01a224dd-4fb6-713d-a3bb-a000e60db897', 9, 'meeting-invitation', 1, 'meeting', '01a224dd-4fab-752e-8094-85141db8b4ba', 1, 'coach-1', 'youth-coach', 'coach-1', 'youth-coach', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.366835+00', '2026-11-29 01:13:33.366835+00', '2026-11-29 01:13:33.534136+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4fb0-75ef-9879-e42ea0b05d19', '00-3bb20f89a566f9b67a6b2ba22d1ab021-45544f0f6bea3392-01'),
	('01a224dd-4fb6-713d-a3bb-a001beb654b2', 10, 'meeting-invitation', 1, 'meeting', '01a224dd-4fab-752e-8094-85141db8b4ba', 1, 'counsellor-1', 'counsellor', 'counsellor-1', 'counsellor', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.366838+00', '2026-11-29 01:13:33.366838+00', '2026-11-29 01:13:33.547022+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4fb0-75ef-9879-e42ea0b05d19', '00-3bb20f89a566f9b67a6b2ba22d1ab021-45544f0f6bea3392-01'),
	('01a224dd-4fbd-73c9-b94f-7b562012d66a', 11, 'case-opened', 1, 'case', '01a224dd-4f91-7376-8bea-ed4d85d79c5c', 1, 'clb', 'clb', 'clb-1', 'clb', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.373065+00', '2026-11-29 01:13:33.373065+00', '2026-11-29 01:13:33.559987+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f96-751d-8481-9ffcd6b46ccc', '00-3bb20f89a566f9b67a6b2ba22d1ab021-df8329d553790454-01'),
	('01a224dd-4fbd-73c9-b94f-7b57da972596', 12, 'case-opened', 1, 'case', '01a224dd-4f91-7376-8bea-ed4d85d79c5c', 1, 'youth-coach', 'youth-coach', 'coach-1', 'youth-coach', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:00:00+00', '2026-11-29 01:13:33.37308+00', '2026-11-29 01:13:33.37308+00', '2026-11-29 01:13:33.571004+00', NULL, '2026-11-20 08:00:00+00', NULL, 3, '01a224dd-4ea3-72ba-8914-b1510539f57a', '01a224dd-4f96-751d-8481-9ffcd6b46ccc', '00-3bb20f89a566f9b67a6b2ba22d1ab021-df8329d553790454-01'),
	('01a224dd-5130-7631-8f0d-9b377165262a', 13, 'meeting-invitation', 1, 'meeting', '01a224dd-5124-7094-9721-8d7b3833116f', 1, 'caseworker-1', 'caseworker', 'caseworker-1', 'caseworker', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:10:00+00', '2026-11-29 01:13:33.744639+00', '2026-11-29 01:13:33.744639+00', '2026-11-29 01:13:33.760308+00', NULL, '2026-11-20 08:10:00+00', NULL, 3, '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-b8ee4fe1f535067b-01'),
	('01a224dd-5130-7631-8f0d-9b385327ab95', 14, 'meeting-invitation', 1, 'meeting', '01a224dd-5124-7094-9721-8d7b3833116f', 1, 'clb-1', 'clb', 'clb-1', 'clb', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:10:00+00', '2026-11-29 01:13:33.744661+00', '2026-11-29 01:13:33.744661+00', '2026-11-29 01:13:33.776376+00', NULL, '2026-11-20 08:10:00+00', NULL, 3, '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-b8ee4fe1f535067b-01'),
	('01a224dd-5130-7631-8f0d-9b394c1ccb69', 15, 'meeting-invitation', 1, 'meeting', '01a224dd-5124-7094-9721-8d7b3833116f', 1, 'coach-1', 'youth-coach', 'coach-1', 'youth-coach', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:10:00+00', '2026-11-29 01:13:33.744667+00', '2026-11-29 01:13:33.744667+00', '2026-11-29 01:13:33.790568+00', NULL, '2026-11-20 08:10:00+00', NULL, 3, '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-b8ee4fe1f535067b-01'),
	('01a224dd-5130-7631-8f0d-9b3a5ca27dd3', 16, 'meeting-invitation', 1, 'meeting', '01a224dd-5124-7094-9721-8d7b3833116f', 1, 'counsellor-1', 'counsellor', 'counsellor-1', 'counsellor', '{}', 'email', 'sent', NULL, NULL, 1, false, NULL, '2026-11-20 08:10:00+00', '2026-11-29 01:13:33.744669+00', '2026-11-29 01:13:33.744669+00', '2026-11-29 01:13:33.804223+00', NULL, '2026-11-20 08:10:00+00', NULL, 3, '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-b8ee4fe1f535067b-01');
INSERT INTO public.outbox ("position", event_id, topic, key, sequence, event_type, source, subject, "time", correlation_id, causation_id, traceparent, data, created_at, sent_at, parked_error) OVERRIDING SYSTEM VALUE VALUES
	(16, '01a224dd-5176-706c-8c95-c721f14d941e', 'notifications.deliveries.v1', '01a224dd-5130-7631-8f0d-9b3a5ca27dd3', 1, 'be.flankerend.notifications.notification-sent.v1', '/notifications', '01a224dd-5130-7631-8f0d-9b3a5ca27dd3', '2026-11-20 08:10:00+00', '01a224dd-510a-771d-a841-2e5495e79320', '01a224dd-512a-7364-9f04-21ab1b4b06fa', '00-9be1ecab8787ca458e35bf4f0f91dd0c-999093f6775069b6-01', '\x7b226e6f74696669636174696f6e5f6964223a2230316132323464642d353133302d373633312d386630642d396233613563613237646433222c22726563697069656e745f726f6c65223a22636f756e73656c6c6f72222c22636f6e746163745f6964223a22636f756e73656c6c6f722d31222c226368616e6e656c223a22656d61696c222c2274656d706c617465223a226d656574696e672d696e7669746174696f6e222c2274656d706c6174655f76657273696f6e223a312c2261626f7574223a7b226b696e64223a226d656574696e67222c226964223a2230316132323464642d353132342d373039342d393732312d386437623338333331313666227d2c2273656e745f6174223a22323032362d31312d32305430393a31303a30302b30313a3030227d', '2026-11-29 01:13:33.812537+00', NULL, NULL);
INSERT INTO public.outbox_sequence (topic, key, last) VALUES
	('notifications.deliveries.v1', '01a224dd-4f20-7070-81c3-e799a99d1124', 1),
	('notifications.deliveries.v1', '01a224dd-4f20-7070-81c3-e79a23856342', 1),
	('notifications.deliveries.v1', '01a224dd-4f89-7055-be92-e9cb43ee81e1', 1),
	('notifications.deliveries.v1', '01a224dd-4f89-7055-be92-e9cc412902b8', 1),
	('notifications.deliveries.v1', '01a224dd-4f89-7055-be92-e9cdeaa3b5c3', 1),
	('notifications.deliveries.v1', '01a224dd-4f89-7055-be92-e9ce118fa020', 1),
	('notifications.deliveries.v1', '01a224dd-4fb6-713d-a3bb-9ffe7bc86fd3', 1),
	('notifications.deliveries.v1', '01a224dd-4fb6-713d-a3bb-9fff4941018b', 1),
	('notifications.deliveries.v1', '01a224dd-4fb6-713d-a3bb-a000e60db897', 1),
	('notifications.deliveries.v1', '01a224dd-4fb6-713d-a3bb-a001beb654b2', 1),
	('notifications.deliveries.v1', '01a224dd-4fbd-73c9-b94f-7b562012d66a', 1),
	('notifications.deliveries.v1', '01a224dd-4fbd-73c9-b94f-7b57da972596', 1),
	('notifications.deliveries.v1', '01a224dd-5130-7631-8f0d-9b377165262a', 1),
	('notifications.deliveries.v1', '01a224dd-5130-7631-8f0d-9b385327ab95', 1),
	('notifications.deliveries.v1', '01a224dd-5130-7631-8f0d-9b394c1ccb69', 1),
	('notifications.deliveries.v1', '01a224dd-5130-7631-8f0d-9b3a5ca27dd3', 1);
INSERT INTO public.person (person_id, sequence, given_name, family_name, enrolments, merged_into, erased) VALUES
	('01a224dd-4e73-74c1-9194-373f1639cf6e', 1, 'Noor', 'Voorbeeld', '[["123456", "1234567", "3A", "2026-09-01"]]', NULL, false),
	('01a224dd-4e9a-74e2-9fd1-406022f71842', 1, 'Lou', 'Voorbeeld', '[]', NULL, false),
	('01a224dd-4e74-72e7-a803-c86ad7611ba7', 1, 'Jef', 'Voorbeeld', '[["123456", "7654321", "2B", "2026-09-01"]]', NULL, false);
SELECT pg_catalog.setval('public.dead_letter_id_seq', 1, false);
SELECT pg_catalog.setval('public.notice_position_seq', 16, true);
SELECT pg_catalog.setval('public.outbox_position_seq', 16, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.case_fact
    ADD CONSTRAINT case_fact_pkey PRIMARY KEY (case_id, sequence);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_once UNIQUE NULLS NOT DISTINCT (topic, partition, "offset", item);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_pkey PRIMARY KEY (contact_id);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (sub, key, path);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, source, event_id);
ALTER TABLE ONLY public.meeting_version
    ADD CONSTRAINT meeting_version_pkey PRIMARY KEY (meeting_id, sequence);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_once UNIQUE (template, about_kind, about_id, occasion, slot);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.notice
    ADD CONSTRAINT notice_position_key UNIQUE ("position");
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.outbox_sequence
    ADD CONSTRAINT outbox_sequence_pkey PRIMARY KEY (topic, key);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);
CREATE INDEX case_fact_merged_into ON public.case_fact USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX case_fact_person ON public.case_fact USING btree (person_id);
CREATE INDEX dead_letter_open ON public.dead_letter USING btree (id) WHERE (status = ANY (ARRAY['parked'::text, 'replay'::text]));
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);
CREATE INDEX notice_about ON public.notice USING btree (about_id, about_kind);
CREATE INDEX notice_contact ON public.notice USING btree (contact_id);
CREATE INDEX notice_due ON public.notice USING btree (due_at, "position") WHERE (status = ANY (ARRAY['queued'::text, 'deferred'::text]));
CREATE INDEX notice_sending ON public.notice USING btree (lease_until) WHERE (status = 'sending'::text);
CREATE INDEX notice_waiting ON public.notice USING btree (waiting_for) WHERE (waiting_for IS NOT NULL);
CREATE INDEX outbox_sent_at ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX outbox_unsent ON public.outbox USING btree ("position") WHERE ((sent_at IS NULL) AND (parked_error IS NULL));
