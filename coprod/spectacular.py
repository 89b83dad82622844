"""How the description of the API is made: a part of the settings."""

SPECTACULAR_SETTINGS = {
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "coprod.description.complete",
    ],
    "TITLE": "Coprod API",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": False,  # links inside buttons shut out
        "defaultModelsExpandDepth": 0,  # what is sent and answered: folded
        "docExpansion": "list",
    },
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {  # one name for one list, whatever its field is called
        "SideEnum": "projects.models.Side",
        "ChannelEnum": "participants.models.Participant.Channel",
        "CameEnum": "phases.models.contributions.CAME",
        "AwayEnum": "decisions.serializers.sending.AWAY",
        "RoleEnum": "participants.models.Participant.Role",
        "RoleOfPeopleEnum": "participants.serializers.places.ROLES",
        "PlaceStateEnum": "participants.models.Participant.State",
        "ContributionKindEnum": "phases.models.Contribution.Kind",
        "PhaseKindEnum": "phases.models.Phase.Kind",
        "ContributionStatusEnum": "phases.models.Contribution.Status",
        "OpenStatusEnum": "phases.serializers.contributing.OPEN",
        "HiddenGroundEnum": "phases.models.contributions.Ground",
        "ChallengeGroundEnum": "decisions.models.Challenge.Ground",
        "QuestionKindEnum": "evaluation.models.Item.Kind",
        "RoundStateEnum": "evaluation.models.Round.State",
        "FileStateEnum": "phases.models.ContributionFile.State",
    },
}
