-- A database as the migrations of 3f564c5 left it, with what it held after a short story; by pg_dump.
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.calendar (
    school text NOT NULL,
    school_year smallint NOT NULL,
    version integer NOT NULL,
    base text NOT NULL,
    sessions jsonb NOT NULL,
    closures jsonb NOT NULL,
    extra jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT calendar_base CHECK ((base = ANY (ARRAY['flanders'::text, 'own'::text])))
);
CREATE TABLE public.calendar_history (
    school text NOT NULL,
    school_year smallint NOT NULL,
    version integer NOT NULL,
    base text NOT NULL,
    sessions jsonb NOT NULL,
    closures jsonb NOT NULL,
    extra jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    known_until timestamp with time zone NOT NULL
);
CREATE TABLE public.class_member (
    pupil_id integer NOT NULL,
    class_name text NOT NULL,
    school text NOT NULL,
    days datemultirange NOT NULL,
    closed int4multirange NOT NULL
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
CREATE TABLE public.early_signal (
    signal_id uuid NOT NULL,
    pupil_id integer NOT NULL,
    kind text NOT NULL,
    school_year smallint NOT NULL,
    rule_version integer CONSTRAINT early_signal_rule_version_not_null1 NOT NULL,
    numbers jsonb NOT NULL,
    finding jsonb NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE TABLE public.early_signal_due (
    school text NOT NULL,
    pupil_id integer NOT NULL
);
CREATE TABLE public.early_signal_newest (
    school text NOT NULL,
    date date NOT NULL
);
CREATE TABLE public.early_signal_rule (
    kind text NOT NULL,
    version integer NOT NULL,
    valid_from smallint NOT NULL,
    numbers jsonb,
    source text NOT NULL,
    added_at timestamp with time zone NOT NULL
);
CREATE TABLE public.early_signal_watch (
    one boolean NOT NULL,
    passed_for text NOT NULL,
    news_until timestamp with time zone NOT NULL,
    CONSTRAINT early_signal_watch_one_check CHECK (one)
);
CREATE TABLE public.enrolment (
    pupil_id integer NOT NULL,
    valid_from date NOT NULL,
    level text NOT NULL,
    class_name text,
    structure text,
    given_name text,
    family_name text,
    birth_date date,
    insz_key bytea,
    transferred_problematic integer,
    transferred_until date,
    recorded_at timestamp with time zone NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    ses boolean,
    site text,
    registered_on date,
    known_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);
CREATE TABLE public.enrolment_gap (
    signal_id uuid NOT NULL,
    person_id uuid NOT NULL,
    school_year smallint NOT NULL,
    reference_date date NOT NULL,
    concluded_at timestamp with time zone NOT NULL,
    found_at timestamp with time zone
);
CREATE TABLE public.feed (
    school text NOT NULL,
    school_year smallint NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL
);
CREATE TABLE public.heard_half_day (
    school text NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    confirmed boolean NOT NULL
);
CREATE TABLE public.held_half_day (
    pupil_id integer NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    question_id uuid NOT NULL,
    held_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);
CREATE TABLE public.held_history (
    pupil_id integer NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    question_id uuid NOT NULL,
    held_since timestamp with time zone NOT NULL,
    held_until timestamp with time zone NOT NULL
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
CREATE TABLE public.implicit_enrolment (
    pupil_id integer NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    level text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    known_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);
CREATE TABLE public.inbox (
    consumer text NOT NULL,
    source text NOT NULL,
    event_id text NOT NULL,
    handled_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.rule (
    name text NOT NULL,
    version integer NOT NULL,
    valid_from smallint NOT NULL,
    levels integer[] NOT NULL,
    source text NOT NULL,
    mode text NOT NULL,
    added_at timestamp with time zone NOT NULL,
    statuses smallint DEFAULT 1 NOT NULL,
    valid_until smallint,
    form jsonb DEFAULT '{}'::jsonb NOT NULL,
    pack text,
    CONSTRAINT rule_mode CHECK ((mode = ANY (ARRAY['active'::text, 'shadow'::text, 'off'::text])))
);
CREATE VIEW public.live_rule AS
 SELECT name,
    version,
    valid_from,
    levels,
    source,
    mode,
    added_at,
    statuses,
    valid_until,
    form,
    pack
   FROM public.rule
  WHERE ((mode <> 'off'::text) AND (NOT (EXISTS ( SELECT
           FROM public.rule later
          WHERE ((later.name = rule.name) AND (later.version > rule.version) AND (later.valid_from <= rule.valid_from) AND ((later.valid_until IS NULL) OR (later.valid_until >= rule.valid_until)))))));
CREATE TABLE public.mark (
    pupil_id integer NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    status smallint NOT NULL,
    verdict smallint NOT NULL,
    school_year smallint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    known_since timestamp with time zone NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    code smallint DEFAULT 0 NOT NULL
);
CREATE TABLE public.mark_history (
    pupil_id integer NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    status smallint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    known_since timestamp with time zone NOT NULL,
    known_until timestamp with time zone NOT NULL,
    code smallint DEFAULT 0 NOT NULL
);
CREATE TABLE public.newest_mark (
    school text NOT NULL,
    date date NOT NULL
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
    insz_key bytea,
    given_name text,
    family_name text,
    birth_date date,
    compulsory daterange DEFAULT '(,)'::daterange NOT NULL,
    digest bytea,
    merged_into uuid,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.person_history (
    "position" bigint NOT NULL,
    pupil_id integer NOT NULL,
    person_id uuid NOT NULL,
    known_until timestamp with time zone NOT NULL
);
ALTER TABLE public.person_history ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.person_history_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pupil (
    pupil_id integer NOT NULL,
    school text NOT NULL,
    pupil text NOT NULL COLLATE pg_catalog."C",
    person_id uuid,
    enrolled datemultirange DEFAULT '{}'::datemultirange NOT NULL,
    closed int4multirange DEFAULT '{}'::int4multirange NOT NULL
);
ALTER TABLE public.pupil ALTER COLUMN pupil_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.pupil_pupil_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.question (
    question_id uuid NOT NULL,
    school text NOT NULL,
    class_name text,
    date date NOT NULL,
    half_day smallint NOT NULL,
    school_year smallint NOT NULL,
    stands boolean NOT NULL,
    absent integer NOT NULL,
    size integer NOT NULL,
    answer text,
    version integer NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    CONSTRAINT question_answer_known CHECK ((answer = ANY (ARRAY['counts'::text, 'does-not-count'::text])))
);
CREATE TABLE public.question_answer (
    question_id uuid NOT NULL,
    number integer NOT NULL,
    answer text NOT NULL,
    reason text NOT NULL,
    answered_by text NOT NULL,
    answered_at timestamp with time zone NOT NULL
);
CREATE TABLE public.rejected_mark (
    pupil_id integer NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    status smallint NOT NULL,
    reason text NOT NULL,
    school_year smallint NOT NULL,
    rejected_at timestamp with time zone NOT NULL
);
CREATE TABLE public.report_history (
    pupil_id integer NOT NULL,
    kind text NOT NULL,
    report jsonb NOT NULL,
    known_since timestamp with time zone NOT NULL,
    known_until timestamp with time zone NOT NULL
);
CREATE TABLE public.resident (
    school_year smallint NOT NULL,
    insz_key bytea NOT NULL,
    reference_date date NOT NULL,
    of_age boolean NOT NULL,
    given_name text,
    family_name text,
    birth_date date,
    registered_on date,
    postcode text,
    nis text,
    imported_at timestamp with time zone NOT NULL
);
CREATE TABLE public.shadow_signal (
    signal_id uuid CONSTRAINT signal_signal_id_not_null NOT NULL,
    person_id uuid CONSTRAINT signal_person_id_not_null NOT NULL,
    pupil_id integer CONSTRAINT signal_pupil_id_not_null NOT NULL,
    school text CONSTRAINT signal_school_not_null NOT NULL,
    pupil text CONSTRAINT signal_pupil_not_null NOT NULL,
    level_of_education text CONSTRAINT signal_level_of_education_not_null NOT NULL,
    school_year smallint CONSTRAINT signal_school_year_not_null NOT NULL,
    rule text CONSTRAINT signal_rule_not_null NOT NULL,
    rule_version integer CONSTRAINT signal_rule_version_not_null NOT NULL,
    level integer CONSTRAINT signal_level_not_null NOT NULL,
    count integer CONSTRAINT signal_count_not_null NOT NULL,
    reached_on date CONSTRAINT signal_reached_on_not_null NOT NULL,
    half_days jsonb CONSTRAINT signal_half_days_not_null NOT NULL,
    calendar_version integer CONSTRAINT signal_calendar_version_not_null NOT NULL,
    concluded_at timestamp with time zone CONSTRAINT signal_concluded_at_not_null NOT NULL,
    withdrawn_at timestamp with time zone,
    truancy boolean DEFAULT true NOT NULL
);
CREATE TABLE public.signal (
    signal_id uuid NOT NULL,
    person_id uuid NOT NULL,
    pupil_id integer NOT NULL,
    school text NOT NULL,
    pupil text NOT NULL,
    level_of_education text NOT NULL,
    school_year smallint NOT NULL,
    rule text NOT NULL,
    rule_version integer NOT NULL,
    level integer NOT NULL,
    count integer NOT NULL,
    reached_on date NOT NULL,
    half_days jsonb NOT NULL,
    calendar_version integer NOT NULL,
    concluded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    truancy boolean DEFAULT true NOT NULL
);
CREATE TABLE public.silence (
    silence_id uuid NOT NULL,
    school text NOT NULL,
    school_year smallint NOT NULL,
    school_days integer NOT NULL,
    last_recorded_at timestamp with time zone,
    concluded_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE TABLE public.silent_half_day (
    school text NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    school_year smallint NOT NULL,
    silence_id uuid NOT NULL,
    silent_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);
CREATE TABLE public.silent_history (
    school text NOT NULL,
    date date NOT NULL,
    half_day smallint NOT NULL,
    school_year smallint NOT NULL,
    silent_since timestamp with time zone NOT NULL,
    silent_until timestamp with time zone NOT NULL
);
CREATE TABLE public.transferred_count (
    pupil_id integer NOT NULL,
    until date NOT NULL,
    problematic integer NOT NULL,
    school_year smallint NOT NULL
);
CREATE TABLE public.withdrawal (
    pupil_id integer NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    event_id text NOT NULL COLLATE pg_catalog."C",
    valid_until date,
    known_since timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL
);
INSERT INTO public.alembic_version (version_num) VALUES
	('2026_11_23_early_newest');
INSERT INTO public.class_member (pupil_id, class_name, school, days, closed) VALUES
	(1, '3A', '123456', '{[2026-09-01,)}', '{}'),
	(2, '2B', '123456', '{[2026-09-01,)}', '{}');
INSERT INTO public.directory_contact (contact_id, name, role, organisation, schools, email, language, deputy_of, valid_from, valid_until, sequence) VALUES
	('counsellor-1', 'Naam van counsellor-1', 'counsellor', NULL, '{123456}', 'counsellor-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('clb-1', 'Naam van clb-1', 'clb', NULL, '{123456}', 'clb-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('coach-1', 'Naam van coach-1', 'youth-coach', NULL, '{}', 'coach-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('coordinator-1', 'Naam van coordinator-1', 'coordinator', NULL, '{}', 'coordinator-1@mail.example', 'nl', NULL, NULL, NULL, 1),
	('caseworker-1', 'Naam van caseworker-1', 'caseworker', NULL, '{}', 'caseworker-1@mail.example', 'nl', NULL, NULL, NULL, 1);
INSERT INTO public.enrolment (pupil_id, valid_from, level, class_name, structure, given_name, family_name, birth_date, insz_key, transferred_problematic, transferred_until, recorded_at, event_id, ses, site, registered_on, known_since) VALUES
	(1, '2026-09-01', 'secundair', '3A', NULL, 'Noor', 'Voorbeeld', '2011-03-04', '\xd76f2e57485dadf11b9532eceff358eaca1d087de497302f661aa9c90345c0dc', NULL, NULL, '2026-09-01 05:00:00+00', '7a14cefc-2d0e-574e-a465-6078e5cad4fe', NULL, NULL, NULL, '2026-11-20 08:00:00+00'),
	(2, '2026-09-01', 'secundair', '2B', NULL, 'Jef', 'Voorbeeld', '2012-05-06', '\x24740b4b857d6990a4dbca0405190a0a26362246b7c45b94353d3570a33d7fc9', NULL, NULL, '2026-09-01 05:00:00+00', '73f8bf7e-b05a-5a3e-bd62-16792f26ed3e', NULL, NULL, NULL, '2026-11-20 08:00:00+00');
INSERT INTO public.enrolment_gap (signal_id, person_id, school_year, reference_date, concluded_at, found_at) VALUES
	('01a224dd-4e9e-70e1-a980-d1fee72f0b1e', '01a224dd-4e9a-74e2-9fd1-406022f71842', 2026, '2026-10-01', '2026-11-20 08:00:00+00', NULL);
INSERT INTO public.inbox (consumer, source, event_id, handled_at) VALUES
	('attendance.consultation.directory.v1', '/consultation', '01a224dd-4d92-7724-a8e9-f6000c0eec2c', '2026-11-29 01:13:32.965278+00');
INSERT INTO public.mark (pupil_id, date, half_day, status, verdict, school_year, recorded_at, known_since, event_id, code) VALUES
	(1, '2026-10-06', 0, 0, 0, 2026, '2026-10-06 14:52:10+00', '2026-11-20 08:00:00+00', 'a7a1e96c-eb34-5f1c-a730-d082c9aeafc4', 0),
	(1, '2026-10-06', 1, 0, 0, 2026, '2026-10-06 14:52:10+00', '2026-11-20 08:00:00+00', '6650be8a-5dc6-5fc1-adee-f7729fae4225', 0),
	(1, '2026-10-07', 1, 0, 2, 2026, '2026-10-07 14:52:10+00', '2026-11-20 08:00:00+00', 'ee98762d-845e-5d20-8905-6d40c9e61e6a', 0),
	(1, '2026-10-08', 0, 0, 0, 2026, '2026-10-08 14:52:10+00', '2026-11-20 08:00:00+00', '38a7db62-f8ca-5c39-8f22-4a4b4db645db', 0),
	(1, '2026-10-08', 1, 0, 0, 2026, '2026-10-08 14:52:10+00', '2026-11-20 08:00:00+00', '3ce3e236-7509-5a32-9b31-7c30c81a33ef', 0),
	(1, '2026-10-12', 0, 1, 0, 2026, '2026-10-12 14:52:10+00', '2026-11-20 08:00:00+00', '5fae1789-dab6-57b8-92db-b8f9f52db861', 0),
	(1, '2026-10-12', 1, 4, 0, 2026, '2026-10-12 14:52:10+00', '2026-11-20 08:00:00+00', '618df6fe-6e67-57ae-b8ce-fcaac3b81505', 0),
	(2, '2026-10-05', 0, 0, 0, 2026, '2026-10-05 14:52:10+00', '2026-11-20 08:00:00+00', '250b4cd5-960f-5ac6-9e27-0ef3042e9248', 0),
	(2, '2026-10-05', 1, 0, 0, 2026, '2026-10-05 14:52:10+00', '2026-11-20 08:00:00+00', '4f6c7304-69f7-5cb3-90c4-a2b168f074a0', 0),
	(2, '2026-10-06', 0, 0, 0, 2026, '2026-10-06 14:52:10+00', '2026-11-20 08:00:00+00', '1d0703c5-33e2-5bc4-9bb5-be79c40915bc', 0),
	(2, '2026-10-06', 1, 0, 0, 2026, '2026-10-06 14:52:10+00', '2026-11-20 08:00:00+00', 'df89c6cd-4cfd-53f4-8a42-be6c38aef845', 0),
	(2, '2026-10-08', 0, 0, 0, 2026, '2026-10-08 14:52:10+00', '2026-11-20 08:00:00+00', '3a3d38eb-ceba-533c-992f-2a6101268628', 0),
	(2, '2026-10-08', 1, 0, 0, 2026, '2026-10-08 14:52:10+00', '2026-11-20 08:00:00+00', 'c57ddb95-2f87-5ea6-b030-ec9a5dec1d8c', 0),
	(2, '2026-10-09', 0, 0, 0, 2026, '2026-10-09 14:52:10+00', '2026-11-20 08:00:00+00', '09caf0b8-4c20-5690-b3e2-cab8e3814b9e', 0),
	(2, '2026-10-09', 1, 0, 0, 2026, '2026-10-09 14:52:10+00', '2026-11-20 08:00:00+00', 'd4f7deba-0a13-555b-8760-d5a8f37c9acb', 0),
	(2, '2026-10-12', 0, 0, 0, 2026, '2026-10-12 14:52:10+00', '2026-11-20 08:00:00+00', 'b64ab0d0-dadc-5ea5-9ac2-048e9148d2a9', 0),
	(2, '2026-10-12', 1, 0, 0, 2026, '2026-10-12 14:52:10+00', '2026-11-20 08:00:00+00', 'ba6e3815-9422-5005-b3e3-ee63634ec9f5', 0),
	(4, '2026-10-05', 0, 0, 1, 2026, '2026-10-05 14:52:10+00', '2026-11-20 08:00:00+00', '80b531ba-0a06-5ca1-b45d-8957d5ad879b', 0),
	(1, '2026-10-05', 0, 1, 0, 2026, '2026-11-20 08:10:00+00', '2026-11-21 04:50:00+00', 'd19d54e2-4dbd-507b-bb1d-419447b6a9c1', 0),
	(1, '2026-10-05', 1, 1, 0, 2026, '2026-11-20 08:10:00+00', '2026-11-21 04:50:00+00', '5ea27381-2bb9-5704-82ab-61254cd51718', 0);
INSERT INTO public.mark_history (pupil_id, date, half_day, status, recorded_at, event_id, known_since, known_until, code) VALUES
	(1, '2026-10-05', 0, 0, '2026-10-05 14:52:10+00', 'b122b3a7-206c-5eaf-9b81-c6bcd1ff48db', '2026-11-20 08:00:00+00', '2026-11-21 04:50:00+00', 0),
	(1, '2026-10-05', 1, 0, '2026-10-05 14:52:10+00', '2d046960-5160-5ac3-aa73-f3c74c242f96', '2026-11-20 08:00:00+00', '2026-11-21 04:50:00+00', 0);
INSERT INTO public.newest_mark (school, date) VALUES
	('123456', '2026-10-12');
INSERT INTO public.outbox ("position", event_id, topic, key, sequence, event_type, source, subject, "time", correlation_id, causation_id, traceparent, data, created_at, sent_at, parked_error) OVERRIDING SYSTEM VALUE VALUES
	(8, '01a224dd-51dc-7212-a885-6f70c797c6ed', 'attendance.signals.v1', '01a224dd-4e73-74c1-9194-373f1639cf6e', 2, 'be.flankerend.attendance.level-withdrawn.v1', '/attendance', '01a224dd-4e73-74c1-9194-373f1639cf6e', '2026-11-21 04:50:00+00', '01a224dd-51d0-711a-8a08-2bbccb344a19', '01a224dd-51d0-711a-8a08-2bbde08f0181', '00-2f645863eb41e1ab9b100d42dba3dce7-fb2c0e1d068ace2a-01', '\x7b227369676e616c5f6964223a2230316132323464642d346562382d373131382d623164622d623364663330386239336664222c22706572736f6e5f6964223a2230316132323464642d346537332d373463312d393139342d333733663136333963663665222c227363686f6f6c223a22313233343536222c22707570696c223a2231323334353637222c226c6576656c5f6f665f656475636174696f6e223a22736563756e64616972222c227363686f6f6c5f79656172223a22323032362d32303237222c2272756c65223a2270726f626c656d617469632d68616c662d64617973222c2272756c655f76657273696f6e223a312c226c6576656c223a352c22636f756e74223a342c22726561636865645f6f6e223a22323032362d31302d3038222c2268616c665f64617973223a5b7b2264617465223a22323032362d31302d3036222c2268616c665f646179223a22414d222c227363686f6f6c223a22313233343536227d2c7b2264617465223a22323032362d31302d3036222c2268616c665f646179223a22504d222c227363686f6f6c223a22313233343536227d2c7b2264617465223a22323032362d31302d3038222c2268616c665f646179223a22414d222c227363686f6f6c223a22313233343536227d2c7b2264617465223a22323032362d31302d3038222c2268616c665f646179223a22504d222c227363686f6f6c223a22313233343536227d5d2c22747275616e6379223a747275657d', '2026-11-29 01:13:33.905393+00', NULL, NULL);
INSERT INTO public.outbox_sequence (topic, key, last) VALUES
	('attendance.persons.v1', '01a224dd-4e73-74c1-9194-373f1639cf6e', 1),
	('attendance.persons.v1', '01a224dd-4e74-72e7-a803-c86ad7611ba7', 1),
	('attendance.persons.v1', '01a224dd-4e9a-74e2-9fd1-406022f71842', 1),
	('attendance.signals.v1', '01a224dd-4e9a-74e2-9fd1-406022f71842', 1),
	('attendance.signals.v1', '01a224dd-4e74-72e7-a803-c86ad7611ba7', 2),
	('attendance.signals.v1', '01a224dd-4e73-74c1-9194-373f1639cf6e', 2);
INSERT INTO public.person (person_id, insz_key, given_name, family_name, birth_date, compulsory, digest, merged_into, created_at) VALUES
	('01a224dd-4e73-74c1-9194-373f1639cf6e', '\xd76f2e57485dadf11b9532eceff358eaca1d087de497302f661aa9c90345c0dc', 'Noor', 'Voorbeeld', '2011-03-04', '[2017-09-01,2029-03-04)', '\x8035326e4d0e5e502f11451c06bbfe6c622e503b1aa47186bbe6fb61a53a06db', NULL, '2026-11-20 08:00:00+00'),
	('01a224dd-4e74-72e7-a803-c86ad7611ba7', '\x24740b4b857d6990a4dbca0405190a0a26362246b7c45b94353d3570a33d7fc9', 'Jef', 'Voorbeeld', '2012-05-06', '[2018-09-01,2030-05-06)', '\xe90897f5e5f5789a2a22d5ec38afbea9d98b007fb0ecee760a844762d5f74155', NULL, '2026-11-20 08:00:00+00'),
	('01a224dd-4e9a-74e2-9fd1-406022f71842', '\x800c41935b0ff010617931745b27be7bfef0066c80f745c5113a35c15865604a', 'Lou', 'Voorbeeld', '2013-01-02', '[2019-09-01,2031-01-02)', '\x966f1ccc0d6d3728acf80e6ed57a88dc19558e7578acfc18cd14bcd778ee1a83', NULL, '2026-11-20 08:00:00+00');
INSERT INTO public.pupil (pupil_id, school, pupil, person_id, enrolled, closed) OVERRIDING SYSTEM VALUE VALUES
	(3, '654321', '5554321', NULL, '{}', '{}'),
	(1, '123456', '1234567', '01a224dd-4e73-74c1-9194-373f1639cf6e', '{[2026-09-01,)}', '{}'),
	(2, '123456', '7654321', '01a224dd-4e74-72e7-a803-c86ad7611ba7', '{[2026-09-01,)}', '{}'),
	(4, '123456', '999', NULL, '{}', '{}');
INSERT INTO public.resident (school_year, insz_key, reference_date, of_age, given_name, family_name, birth_date, registered_on, postcode, nis, imported_at) VALUES
	(2026, '\xd76f2e57485dadf11b9532eceff358eaca1d087de497302f661aa9c90345c0dc', '2026-10-01', true, 'Noor', 'Voorbeeld', '2011-03-04', NULL, '3800', '71053', '2026-11-20 08:00:00+00'),
	(2026, '\x24740b4b857d6990a4dbca0405190a0a26362246b7c45b94353d3570a33d7fc9', '2026-10-01', true, 'Jef', 'Voorbeeld', '2012-05-06', NULL, '3800', '71053', '2026-11-20 08:00:00+00'),
	(2026, '\x800c41935b0ff010617931745b27be7bfef0066c80f745c5113a35c15865604a', '2026-10-01', true, 'Lou', 'Voorbeeld', '2013-01-02', NULL, '3800', '71053', '2026-11-20 08:00:00+00');
INSERT INTO public.rule (name, version, valid_from, levels, source, mode, added_at, statuses, valid_until, form, pack) VALUES
	('problematic-half-days', 1, 2016, '{5,10,15,30}', 'AGODI: opvolging problematische afwezigheden (5); gepubliceerde grenzen, lokale afspraak (10, 15); statistiek problematisch afwezig (30)', 'active', '2026-11-29 01:13:25.805787+00', 1, NULL, '{}', 'flanders'),
	('z-codes', 1, 2027, '{}', 'vlaanderen.be, aanpak bij afwezigheid van leerlingen: vanaf 2027-2028 CLB na een bepaald aantal Z-codes; het aantal is niet bekendgemaakt', 'off', '2026-11-29 01:13:25.805787+00', 2, NULL, '{"codes": ["Z"], "statuses": []}', 'z-rule'),
	('netherlands-16-hours', 1, 2026, '{16}', 'Leerplichtwet 1969, art. 21a: 16 uren les- of praktijktijd in vier opeenvolgende lesweken', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"unit": "hours", "after": "restarts-the-day-after", "window": {"kind": "school-weeks", "weeks": 4}}', 'netherlands'),
	('england-10-sessions', 1, 2024, '{10}', 'DfE, Working together to improve school attendance (August 2024): 10 sessions in a rolling period of 10 school weeks', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"after": "never-used-twice", "window": {"kind": "school-weeks", "spans": true, "weeks": 10}}', 'england'),
	('ohio-consecutive-hours', 1, 2026, '{30}', 'Ohio Revised Code 2151.011, 3321.16: habitual truant, 30 or more consecutive hours', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"unit": "hours", "window": {"kind": "consecutive-half-days"}}', 'ohio'),
	('ohio-hours-in-a-school-month', 1, 2026, '{42}', 'Ohio Revised Code 2151.011, 3321.16: 42 or more hours in one school month; 3313.62: a school month is four school weeks', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"unit": "hours", "window": {"kind": "school-month"}}', 'ohio'),
	('ohio-hours-in-a-school-year', 1, 2026, '{72}', 'Ohio Revised Code 2151.011, 3321.16: 72 or more hours in a school year', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"unit": "hours"}', 'ohio'),
	('california-unexcused-days', 1, 2026, '{3,6,9}', 'California Education Code 48260 (three full days without a valid excuse in one school year), 48261, 48262', 'off', '2026-11-29 01:13:25.805787+00', 1, NULL, '{"unit": "days"}', 'california');
INSERT INTO public.signal (signal_id, person_id, pupil_id, school, pupil, level_of_education, school_year, rule, rule_version, level, count, reached_on, half_days, calendar_version, concluded_at, withdrawn_at, truancy) VALUES
	('01a224dd-4eb8-7118-b1db-b3e00e147db3', '01a224dd-4e74-72e7-a803-c86ad7611ba7', 2, '123456', '7654321', 'secundair', 2026, 'problematic-half-days', 1, 5, 10, '2026-10-08', '[{"date": "2026-10-05", "pupil": "7654321", "school": "123456", "event_id": "250b4cd5-960f-5ac6-9e27-0ef3042e9248", "half_day": "AM"}, {"date": "2026-10-05", "pupil": "7654321", "school": "123456", "event_id": "4f6c7304-69f7-5cb3-90c4-a2b168f074a0", "half_day": "PM"}, {"date": "2026-10-06", "pupil": "7654321", "school": "123456", "event_id": "1d0703c5-33e2-5bc4-9bb5-be79c40915bc", "half_day": "AM"}, {"date": "2026-10-06", "pupil": "7654321", "school": "123456", "event_id": "df89c6cd-4cfd-53f4-8a42-be6c38aef845", "half_day": "PM"}, {"date": "2026-10-08", "pupil": "7654321", "school": "123456", "event_id": "3a3d38eb-ceba-533c-992f-2a6101268628", "half_day": "AM"}, {"date": "2026-10-08", "pupil": "7654321", "school": "123456", "event_id": "c57ddb95-2f87-5ea6-b030-ec9a5dec1d8c", "half_day": "PM"}, {"date": "2026-10-09", "pupil": "7654321", "school": "123456", "event_id": "09caf0b8-4c20-5690-b3e2-cab8e3814b9e", "half_day": "AM"}, {"date": "2026-10-09", "pupil": "7654321", "school": "123456", "event_id": "d4f7deba-0a13-555b-8760-d5a8f37c9acb", "half_day": "PM"}, {"date": "2026-10-12", "pupil": "7654321", "school": "123456", "event_id": "b64ab0d0-dadc-5ea5-9ac2-048e9148d2a9", "half_day": "AM"}, {"date": "2026-10-12", "pupil": "7654321", "school": "123456", "event_id": "ba6e3815-9422-5005-b3e3-ee63634ec9f5", "half_day": "PM"}]', 0, '2026-11-20 08:00:00+00', NULL, true),
	('01a224dd-4eb8-7118-b1db-b3e1bf6f3f17', '01a224dd-4e74-72e7-a803-c86ad7611ba7', 2, '123456', '7654321', 'secundair', 2026, 'problematic-half-days', 1, 10, 10, '2026-10-12', '[{"date": "2026-10-05", "pupil": "7654321", "school": "123456", "event_id": "250b4cd5-960f-5ac6-9e27-0ef3042e9248", "half_day": "AM"}, {"date": "2026-10-05", "pupil": "7654321", "school": "123456", "event_id": "4f6c7304-69f7-5cb3-90c4-a2b168f074a0", "half_day": "PM"}, {"date": "2026-10-06", "pupil": "7654321", "school": "123456", "event_id": "1d0703c5-33e2-5bc4-9bb5-be79c40915bc", "half_day": "AM"}, {"date": "2026-10-06", "pupil": "7654321", "school": "123456", "event_id": "df89c6cd-4cfd-53f4-8a42-be6c38aef845", "half_day": "PM"}, {"date": "2026-10-08", "pupil": "7654321", "school": "123456", "event_id": "3a3d38eb-ceba-533c-992f-2a6101268628", "half_day": "AM"}, {"date": "2026-10-08", "pupil": "7654321", "school": "123456", "event_id": "c57ddb95-2f87-5ea6-b030-ec9a5dec1d8c", "half_day": "PM"}, {"date": "2026-10-09", "pupil": "7654321", "school": "123456", "event_id": "09caf0b8-4c20-5690-b3e2-cab8e3814b9e", "half_day": "AM"}, {"date": "2026-10-09", "pupil": "7654321", "school": "123456", "event_id": "d4f7deba-0a13-555b-8760-d5a8f37c9acb", "half_day": "PM"}, {"date": "2026-10-12", "pupil": "7654321", "school": "123456", "event_id": "b64ab0d0-dadc-5ea5-9ac2-048e9148d2a9", "half_day": "AM"}, {"date": "2026-10-12", "pupil": "7654321", "school": "123456", "event_id": "ba6e3815-9422-5005-b3e3-ee63634ec9f5", "half_day": "PM"}]', 0, '2026-11-20 08:00:00+00', NULL, true),
	('01a224dd-4eb8-7118-b1db-b3df308b93fd', '01a224dd-4e73-74c1-9194-373f1639cf6e', 1, '123456', '1234567', 'secundair', 2026, 'problematic-half-days', 1, 5, 6, '2026-10-08', '[{"date": "2026-10-05", "pupil": "1234567", "school": "123456", "event_id": "b122b3a7-206c-5eaf-9b81-c6bcd1ff48db", "half_day": "AM"}, {"date": "2026-10-05", "pupil": "1234567", "school": "123456", "event_id": "2d046960-5160-5ac3-aa73-f3c74c242f96", "half_day": "PM"}, {"date": "2026-10-06", "pupil": "1234567", "school": "123456", "event_id": "a7a1e96c-eb34-5f1c-a730-d082c9aeafc4", "half_day": "AM"}, {"date": "2026-10-06", "pupil": "1234567", "school": "123456", "event_id": "6650be8a-5dc6-5fc1-adee-f7729fae4225", "half_day": "PM"}, {"date": "2026-10-08", "pupil": "1234567", "school": "123456", "event_id": "38a7db62-f8ca-5c39-8f22-4a4b4db645db", "half_day": "AM"}, {"date": "2026-10-08", "pupil": "1234567", "school": "123456", "event_id": "3ce3e236-7509-5a32-9b31-7c30c81a33ef", "half_day": "PM"}]', 0, '2026-11-20 08:00:00+00', '2026-11-21 04:50:00+00', true);
INSERT INTO public.withdrawal (pupil_id, recorded_at, event_id, valid_until, known_since) VALUES
	(3, '2026-09-01 05:00:00+00', 'e046bfbd-9251-5936-9b20-8fc79a56f9d3', '2026-10-14', '2026-11-20 08:00:00+00');
SELECT pg_catalog.setval('public.dead_letter_id_seq', 1, false);
SELECT pg_catalog.setval('public.outbox_position_seq', 8, true);
SELECT pg_catalog.setval('public.person_history_position_seq', 1, false);
SELECT pg_catalog.setval('public.pupil_pupil_id_seq', 4, true);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.calendar_history
    ADD CONSTRAINT calendar_history_pkey PRIMARY KEY (school, school_year, version);
ALTER TABLE ONLY public.calendar
    ADD CONSTRAINT calendar_pkey PRIMARY KEY (school, school_year);
ALTER TABLE ONLY public.class_member
    ADD CONSTRAINT class_member_pkey PRIMARY KEY (pupil_id, class_name);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_once UNIQUE NULLS NOT DISTINCT (topic, partition, "offset", item);
ALTER TABLE ONLY public.dead_letter
    ADD CONSTRAINT dead_letter_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.directory_contact
    ADD CONSTRAINT directory_contact_pkey PRIMARY KEY (contact_id);
ALTER TABLE ONLY public.early_signal_due
    ADD CONSTRAINT early_signal_due_pkey PRIMARY KEY (school, pupil_id);
ALTER TABLE ONLY public.early_signal_newest
    ADD CONSTRAINT early_signal_newest_pkey PRIMARY KEY (school);
ALTER TABLE ONLY public.early_signal
    ADD CONSTRAINT early_signal_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.early_signal_rule
    ADD CONSTRAINT early_signal_rule_pkey PRIMARY KEY (kind, version);
ALTER TABLE ONLY public.early_signal_watch
    ADD CONSTRAINT early_signal_watch_pkey PRIMARY KEY (one);
ALTER TABLE ONLY public.enrolment_gap
    ADD CONSTRAINT enrolment_gap_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT enrolment_pkey PRIMARY KEY (pupil_id, valid_from);
ALTER TABLE ONLY public.feed
    ADD CONSTRAINT feed_pkey PRIMARY KEY (school, school_year);
ALTER TABLE ONLY public.heard_half_day
    ADD CONSTRAINT heard_half_day_pkey PRIMARY KEY (school, date, half_day);
ALTER TABLE ONLY public.held_half_day
    ADD CONSTRAINT held_half_day_pkey PRIMARY KEY (pupil_id, date, half_day);
ALTER TABLE ONLY public.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (sub, key, path);
ALTER TABLE ONLY public.implicit_enrolment
    ADD CONSTRAINT implicit_enrolment_pkey PRIMARY KEY (pupil_id, first);
ALTER TABLE ONLY public.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (consumer, source, event_id);
ALTER TABLE ONLY public.mark
    ADD CONSTRAINT mark_pkey PRIMARY KEY (pupil_id, date, half_day);
ALTER TABLE ONLY public.newest_mark
    ADD CONSTRAINT newest_mark_pkey PRIMARY KEY (school);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_event_id_key UNIQUE (event_id);
ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.outbox_sequence
    ADD CONSTRAINT outbox_sequence_pkey PRIMARY KEY (topic, key);
ALTER TABLE ONLY public.person_history
    ADD CONSTRAINT person_history_pkey PRIMARY KEY ("position");
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_insz_key UNIQUE (insz_key);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (person_id);
ALTER TABLE ONLY public.pupil
    ADD CONSTRAINT pupil_number UNIQUE (school, pupil);
ALTER TABLE ONLY public.pupil
    ADD CONSTRAINT pupil_pkey PRIMARY KEY (pupil_id);
ALTER TABLE ONLY public.question_answer
    ADD CONSTRAINT question_answer_pkey PRIMARY KEY (question_id, number);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_group UNIQUE NULLS NOT DISTINCT (school, date, half_day, class_name);
ALTER TABLE ONLY public.question
    ADD CONSTRAINT question_pkey PRIMARY KEY (question_id);
ALTER TABLE ONLY public.rejected_mark
    ADD CONSTRAINT rejected_mark_pkey PRIMARY KEY (pupil_id, date, half_day, recorded_at, event_id);
ALTER TABLE ONLY public.resident
    ADD CONSTRAINT resident_pkey PRIMARY KEY (school_year, insz_key);
ALTER TABLE ONLY public.rule
    ADD CONSTRAINT rule_pkey PRIMARY KEY (name, version);
ALTER TABLE ONLY public.shadow_signal
    ADD CONSTRAINT shadow_signal_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.signal
    ADD CONSTRAINT signal_pkey PRIMARY KEY (signal_id);
ALTER TABLE ONLY public.silence
    ADD CONSTRAINT silence_pkey PRIMARY KEY (silence_id);
ALTER TABLE ONLY public.silent_half_day
    ADD CONSTRAINT silent_half_day_pkey PRIMARY KEY (school, date, half_day);
ALTER TABLE ONLY public.transferred_count
    ADD CONSTRAINT transferred_count_pkey PRIMARY KEY (pupil_id, until);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT withdrawal_pkey PRIMARY KEY (pupil_id, recorded_at, event_id);
CREATE INDEX class_member_class ON public.class_member USING btree (school, class_name);
CREATE INDEX dead_letter_open ON public.dead_letter USING btree (id) WHERE (status = ANY (ARRAY['parked'::text, 'replay'::text]));
CREATE INDEX early_signal_pupil ON public.early_signal USING btree (pupil_id);
CREATE UNIQUE INDEX early_signal_standing ON public.early_signal USING btree (pupil_id, kind) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX enrolment_gap_standing ON public.enrolment_gap USING btree (person_id, school_year) WHERE (found_at IS NULL);
CREATE INDEX held_half_day_question ON public.held_half_day USING btree (question_id);
CREATE INDEX held_history_pupil ON public.held_history USING btree (pupil_id);
CREATE INDEX idempotency_key_created_at ON public.idempotency_key USING btree (created_at);
CREATE INDEX mark_history_slot ON public.mark_history USING btree (pupil_id, date, half_day);
CREATE INDEX mark_known_since ON public.mark USING brin (known_since) WITH (pages_per_range='32', autosummarize='on');
CREATE INDEX mark_problematic ON public.mark USING btree (pupil_id, school_year) WHERE ((status = 0) AND (verdict = 0));
CREATE INDEX outbox_sent_at ON public.outbox USING btree (sent_at) WHERE (sent_at IS NOT NULL);
CREATE INDEX outbox_unsent ON public.outbox USING btree ("position") WHERE ((sent_at IS NULL) AND (parked_error IS NULL));
CREATE INDEX person_history_person ON public.person_history USING btree (person_id);
CREATE INDEX person_history_pupil ON public.person_history USING btree (pupil_id);
CREATE INDEX pupil_person ON public.pupil USING btree (person_id);
CREATE INDEX question_school ON public.question USING btree (school, question_id);
CREATE INDEX report_history_pupil ON public.report_history USING btree (pupil_id);
CREATE INDEX resident_insz_key ON public.resident USING btree (insz_key);
CREATE INDEX shadow_signal_person ON public.shadow_signal USING btree (person_id);
CREATE INDEX shadow_signal_pupil ON public.shadow_signal USING btree (pupil_id);
CREATE INDEX signal_person ON public.signal USING btree (person_id);
CREATE INDEX signal_pupil ON public.signal USING btree (pupil_id);
CREATE INDEX signal_school ON public.signal USING btree (school, signal_id);
CREATE INDEX silence_school ON public.silence USING btree (school, silence_id);
CREATE INDEX silent_half_day_silence ON public.silent_half_day USING btree (silence_id);
CREATE INDEX silent_history_school ON public.silent_history USING btree (school);
ALTER TABLE ONLY public.enrolment_gap
    ADD CONSTRAINT enrolment_gap_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.enrolment
    ADD CONSTRAINT enrolment_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.pupil(pupil_id);
ALTER TABLE ONLY public.held_half_day
    ADD CONSTRAINT held_half_day_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.question(question_id);
ALTER TABLE ONLY public.implicit_enrolment
    ADD CONSTRAINT implicit_enrolment_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.pupil(pupil_id);
ALTER TABLE ONLY public.person
    ADD CONSTRAINT person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.pupil
    ADD CONSTRAINT pupil_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.question_answer
    ADD CONSTRAINT question_answer_question_id_fkey FOREIGN KEY (question_id) REFERENCES public.question(question_id);
ALTER TABLE ONLY public.signal
    ADD CONSTRAINT signal_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(person_id);
ALTER TABLE ONLY public.signal
    ADD CONSTRAINT signal_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.pupil(pupil_id);
ALTER TABLE ONLY public.silent_half_day
    ADD CONSTRAINT silent_half_day_silence_id_fkey FOREIGN KEY (silence_id) REFERENCES public.silence(silence_id);
ALTER TABLE ONLY public.transferred_count
    ADD CONSTRAINT transferred_count_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.pupil(pupil_id);
ALTER TABLE ONLY public.withdrawal
    ADD CONSTRAINT withdrawal_pupil_id_fkey FOREIGN KEY (pupil_id) REFERENCES public.pupil(pupil_id);
