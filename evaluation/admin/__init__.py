"""What pilot administrators write to be asked."""

from evaluation.admin.questionnaires import QuestionnaireAdmin

__all__ = ["QuestionnaireAdmin"]
