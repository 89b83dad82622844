"""What is attached to contributions, for other software."""

from uuid import UUID

from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request

from participants.queries import own_place
from phases import actions, permissions, queries
from phases.models import Attachment
from phases.serializers.attachments import AttachmentIn, AttachmentOut
from projects.access import ensure
from projects.endpoint.shapes import does, makes, shows
from projects.endpoint.view import Endpoint, FileEndpoint
from projects.files.serving import download
from projects.models.kept import SENT
from projects.trying import too_often

TEN_MINUTES = 600  # seconds; see ACCOUNT_RATE_LIMITS


class AttachmentsApi(Endpoint):
    parser_classes = (MultiPartParser,)

    @shows(AttachmentOut, many=True)
    def get(self, request: Request, pk: UUID) -> list[Attachment]:
        """Pictures and papers beside a contribution: five at most, the oldest first."""
        found = queries.contribution_for(request.user, pk)
        ensure(permissions.may_read(request.user, found))
        return queries.attachments_of(found).here

    @makes(AttachmentOut, takes=AttachmentIn)
    def post(self, request: Request, pk: UUID) -> Attachment:
        """Add one, with what it shows in words."""
        found = queries.contribution_for(request.user, pk)
        by = own_place(request.user, found.project)
        ensure(permissions.may_attach(by, found))
        if too_often(request._request, "attach"):
            self.throttled(request, TEN_MINUTES)
        sent = self.filled().enclosed()
        return actions.attach(by=by, contribution=found, sent=sent)


class AttachmentApi(Endpoint):
    @shows(AttachmentOut)
    def get(self, request: Request, pk: UUID) -> Attachment:
        """What is known of one."""
        found = queries.attachment_for(request.user, pk)
        ensure(permissions.may_read_attachment(request.user, found))
        return found

    @does()
    def delete(self, request: Request, pk: UUID) -> None:
        """Remove it. For a day it can be put back, on its page."""
        found = queries.attachment_for(request.user, pk)
        by = own_place(request.user, found.contribution.project)
        actions.remove_attachment(by=by, attachment=found)


class AttachmentFileApi(FileEndpoint):
    @extend_schema(responses={(200, kind): OpenApiTypes.BINARY for kind in SENT})
    def get(self, request: Request, pk: UUID) -> HttpResponseBase:
        """Its bytes."""
        found = queries.attachment_for(request.user, pk)
        ensure(permissions.may_read_attachment(request.user, found))
        return download(request._request, found)
