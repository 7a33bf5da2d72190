"""What is stored for the bench of the worklist: cases in every state, with all that makes work of them.

Of ten cases five are open. Of those of each caseworker some are on hold, some wait for a decision, some have a meeting
(of which some no longer fit), a task of the caseworker's or of a colleague's, a trajectory, a term of their state, a
hold that ended by itself or a closure that waits. Every case has notices, ten entries and a note.
"""

_WORDS = ("spijbelen", "gesprekken", "vader", "moeder", "afspraak", "fietsen", "huisbezoek", "schoolmoe", "ziekte")

_FILL = """
    INSERT INTO person (person_id, sequence, given_name, family_name)
    SELECT CAST(md5('p' || n) AS uuid), 1, 'Kind', 'Verzonnen' || n FROM generate_series(1, {cases}) AS n;
    INSERT INTO person_enrolment (person_id, position, school, pupil, level_of_education, valid_from, class_name)
    SELECT CAST(md5('p' || n) AS uuid), 0, CAST(100000 + n / 1000 AS text), lpad(CAST(n AS text), 7, '0'), 'secundair',
        '2026-09-01', '4A'
    FROM generate_series(1, {cases}) AS n;
    INSERT INTO directory_organisation (organisation_id, school, sequence, name)
    SELECT 's-' || n, CAST(100000 + n AS text), 1, 'Verzonnen school ' || n
    FROM generate_series(0, {cases} / 1000) AS n;
    INSERT INTO case_record (case_id, reference, case_type, person_id, school, pupil, school_year, level_of_education,
        opened_at, respond_by, status, assignee, version)
    SELECT CAST(md5('c' || n) AS uuid), 'SP-2026-' || lpad(CAST(n AS text), 6, '0'), 'truancy',
        CAST(md5('p' || n) AS uuid), CAST(100000 + n / 1000 AS text), lpad(CAST(n AS text), 7, '0'), '2026-2027',
        'secundair', '2026-11-02T08:00Z', DATE '2026-11-10' + CAST(n % 97 AS integer),
        CASE WHEN n % 2 = 1 THEN 'closed' ELSE (ARRAY['new', 'active', 'active', 'on-hold', 'active', 'assessment',
            'active', 'monitoring', 'withdrawal-proposed', 'active'])[1 + n / 2 / {workers} % 10] END,
        CASE WHEN n % 400 <> 2 THEN 'cw-' || (n / 2 % {workers}) END, 1
    FROM generate_series(1, {cases}) AS n;
    UPDATE case_record SET outcome = 'other', ended_at = '2026-11-20T08:00Z' WHERE status = 'closed';
    UPDATE case_record SET held_from = 'active', hold_until = respond_by + 30 WHERE status = 'on-hold';
    UPDATE case_record SET proposed_from = 'active' WHERE status = 'withdrawal-proposed';
    UPDATE case_record SET state_by = respond_by + 10, terms = jsonb_build_array(jsonb_build_object('name', 'active',
        'due_on', respond_by + 10, 'soon_on', respond_by + 8, 'escalate_after', respond_by + 17, 'stage', 'running'))
    WHERE status = 'active' AND CAST(right(reference, 6) AS integer) % 3 = 0;
    UPDATE case_record SET watch = '{{"asked_on": "2026-11-10", "criteria": [{{"kind": "no-new-problematic-half-day",
        "school_weeks": 4, "rate": null}}]}}'
    WHERE status = 'monitoring';
    UPDATE case_record SET closure_proposed_since = '2026-11-27'
    WHERE status = 'monitoring' AND CAST(right(reference, 6) AS integer) % 7 = 0;
    UPDATE case_record SET closure = '{{"asked_at": "2026-11-25T09:00:00+01:00", "asked_by": "cw-1",
        "outcome": "attends-again", "causes": null, "reason": "reden"}}'
    WHERE status = 'active' AND CAST(right(reference, 6) AS integer) % 101 = 0;
    INSERT INTO deadline (case_id, kind, last_day, due_at)
    SELECT case_id, 'respond-by', respond_by, respond_by + TIME '23:59' FROM case_record WHERE status = 'new';
    INSERT INTO ground (ground_id, kind, case_id, person_id, school_year, since, school, pupil, level_of_education,
        said, taken_back, settled, details)
    SELECT CAST(md5('g' || level || reference) AS uuid), 'level', case_id, person_id, school_year, '2026-11-01', school,
        pupil, level_of_education, true, status = 'withdrawal-proposed', false, jsonb_build_object(
            'rule', 'problematic-half-days', 'rule_version', 1, 'level', level, 'count', level, 'sequence', level,
            'counted_at', '2026-11-02T08:00:00+00:00', 'half_days', (
                SELECT jsonb_agg(jsonb_build_array(DATE '2026-10-05' + day, 'AM', school))
                FROM generate_series(1, level) AS day))
    FROM case_record, unnest(ARRAY[5, 10]) AS level
    WHERE level = 5 OR CAST(right(reference, 6) AS integer) % 3 = 0;
    INSERT INTO meeting (meeting_id, status, sequence, starts_at, ends_at, place, attention_since, attention_reasons)
    SELECT CAST(md5('m' || n) AS uuid), CASE WHEN n % 2 = 1 THEN 'held' ELSE 'scheduled' END, 3,
        TIMESTAMPTZ '2026-12-01T09:00Z' + n % 30 * INTERVAL '1 day',
        TIMESTAMPTZ '2026-12-01T10:00Z' + n % 30 * INTERVAL '1 day', 'school',
        CASE WHEN n % 16 = 8 THEN TIMESTAMPTZ '2026-11-27T09:00Z' END,
        CASE WHEN n % 16 = 8 THEN ARRAY['participant-away'] END
    FROM generate_series(1, {cases}) AS n WHERE n % 4 < 2;
    INSERT INTO meeting_case (meeting_id, case_id)
    SELECT CAST(md5('m' || n) AS uuid), CAST(md5('c' || n) AS uuid) FROM generate_series(1, {cases}) AS n
    WHERE n % 4 < 2;
    INSERT INTO notice (notification_id, case_id, meeting_id, sequence, template, recipient_role, contact_id, status)
    SELECT CAST(md5('o' || role || n) AS uuid), CAST(md5('c' || n) AS uuid), NULL, 2, 'case-opened', role,
        role || '-' || n / 1000, 'sent'
    FROM generate_series(1, {cases}) AS n, unnest(ARRAY['counsellor', 'clb']) AS role
    UNION ALL
    SELECT CAST(md5('i' || role || n) AS uuid), NULL, CAST(md5('m' || n) AS uuid), 2, 'meeting-invitation', role,
        role || '-' || n / 1000, 'sent'
    FROM generate_series(1, {cases}) AS n, unnest(ARRAY['counsellor', 'clb']) AS role WHERE n % 4 < 2;
    INSERT INTO task (task_id, case_id, text, owner, due, at, by, done_at)
    SELECT CAST(md5('t' || n) AS uuid), CAST(md5('c' || 2 * n) AS uuid), 'bellen',
        'cw-' || ((n + CASE n % 10 WHEN 0 THEN 1 ELSE 0 END) % {workers}), DATE '2026-11-20' + CAST(n % 60 AS integer),
        '2026-11-10T08:00Z', 'cw-1', CASE WHEN n / {workers} % 4 <> 0 THEN TIMESTAMPTZ '2026-11-12T08:00Z' END
    FROM generate_series(1, {cases} / 2) AS n;
    INSERT INTO case_contact (case_contact_id, case_id, "on", party, means, text, at, by, reached)
    SELECT CAST(md5('k' || which || n) AS uuid), CAST(md5('c' || n) AS uuid), DATE '2026-11-03' + which, 'parents',
        'phone', 'gebeld', '2026-11-04T08:00Z', 'cw-1', which = 2
    FROM generate_series(1, {cases}) AS n, generate_series(1, 2) AS which WHERE n % 3 = 0;
    INSERT INTO trajectory (case_id, version, at, by, content, began_on, contact_by, evaluate_on)
    SELECT case_id, 1, '2026-11-10T08:00Z', 'yc-1', '{{"intake": null, "goals": [], "contact_every": null,
        "evaluations": [], "hand_over": null}}', '2026-11-10', respond_by + 5, respond_by + 40
    FROM case_record WHERE status = 'active' AND CAST(right(reference, 6) AS integer) % 9 = 0;
    INSERT INTO note (note_id, case_id, at, by, text)
    SELECT CAST(md5('n' || n) AS uuid), CAST(md5('c' || n) AS uuid), '2026-11-03T08:00Z', 'cw-' || (n % {workers}),
        'Er was een ' || ({words})[1 + n % 9] || ' en dan een ' || ({words})[1 + n / 9 % 9] || ', nummer kenmerk' || n
    FROM generate_series(1, {cases}) AS n;
    INSERT INTO timeline (case_id, at, kind, by, facts)
    SELECT CAST(md5('c' || n) AS uuid), TIMESTAMPTZ '2026-11-02T08:00Z' + entry * INTERVAL '1 day',
        CASE WHEN entry = 10 AND n % 100 = 4 THEN 'resumed' ELSE 'started' END,
        CASE WHEN entry = 10 AND n % 100 = 4 THEN 'casework' ELSE 'cw-1' END, '{{}}'
    FROM generate_series(1, {cases}) AS n, generate_series(1, {entries} / {cases}) AS entry;
    VACUUM ANALYZE;
"""


def statements(cases: int, workers: int, entries: int) -> list[str]:
    """What fills a database with so many cases, of so many caseworkers, and entries of their timelines."""
    filled = _FILL.format(cases=cases, workers=workers, entries=entries, words=f"ARRAY{list(_WORDS)}")
    return [statement for statement in filled.split(";\n") if statement.strip()]
