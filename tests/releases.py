"""What towns may be running: the last migration of each app, release by release."""

RELEASES = {
    "0.1": {
        "projects": "0004_kept_answers",
        "participants": "0006_apps_for_people",
        "decisions": "0005_keep_ground_rules",
        "phases": "0009_what_was_said_before_can_be_found",
        "evaluation": "0006_problems_by_random_id",
    },
}
LAST = RELEASES["0.1"]
