"""The names of the widget's texts, which the setting `labels` puts others in the place of.

Read where labels are given, and nowhere else.
"""

from .kinds import refusal
from .spelling import closest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TEXTS = """
add.group.icon add.members.title admin ago away block.user block.user.alert blocked
business-hour.msg change.group.icon change.role char.limit.warn clear.messages clear.messages.alert
close closed.conversation.message conversation.rated conversations.title copy create.group.title
delete edit email.error.alert empty.contacts empty.conversations empty.groups empty.messages
exit.group exit.group.alert faq faq-empty-state faq.back.to.categories faq.search.noResults
file.attach.title file.attachment file.error.default file.error.emptyFile file.error.invalid
file.error.malicious file.error.mimeMismatch file.error.notFound file.error.read file.error.tooLarge
file.error.typeNotAllowed file.error.unauthorized file.error.uploadFailed
file.error.validationFailed file.size.limit.exceeded file.uploading.wait form.error.invalidValue
form.error.required form.label.to form.label.userId forward group.chat.disabled group.create.submit
group.deleted group.info.title group.info.update group.info.updating group.title group.type hour
hours how.to.reachout input.message is.typing last.seen last.seen.on limit.characters
limit.remaining limit.remove local.file.warning.description local.file.warning.learnMore
location.coordinates.lat location.coordinates.lon location.placeholder location.share.title
looking.for.something.else mck.email.placeholder mck.empty.welcome.cta
mck.empty.welcome.cta.continue mck.empty.welcome.eyebrow mck.empty.welcome.subtitle
mck.empty.welcome.title member members.title message.received.status message.sent.status min mins
moderator modern.nav.collapse modern.nav.conversations modern.nav.empty modern.nav.faqs
modern.nav.whatsnew modern.whatsnew.readmore modern.whatsnew.staytuned my.location no-faq-found
no.more.conversations no.more.messages offline offline.message.default offline.msg online open
page.title.on.new.message private public remove.member remove.member.alert reply save
search.contacts search.faq search.groups search.placeholder send send.message smiley
socket-disconnect.msg start.chat start.new start.voice start.with.voice talk.to.agent time.format.AM
time.format.PM time.format.am time.format.pm typing unblock.user unblock.user.alert user user.delete
voice.permission.required voice.response.received.status whatsnew.empty yesterday you
"""
# one group a line: its name, then its texts; a text within a group of the group stands behind a /
_GROUPS = """
answerFeedback helpful notHelpful
conversation.handoff ASSIGN_TO
conversation.header.dropdown CSAT_RATING_TEXT FAQ HANDOFF RESTART_CONVERSATION USER_OVERIDE_VOICE_OUTPUT_OFF USER_OVERIDE_VOICE_OUTPUT_ON
csat.rating CONVERSATION_RATED CONVERSATION_RATING_HEADING CONVERSATION_RESOLVED CONVERSATION_REVIEW_PLACEHOLDER FEEDBACK_HEADING NEW_RATING_EMPTY_LABEL OTHER_QUERIES RATE_CONVERSATION RATE_ERROR_MSG RESOLVED_CONVERSATION_RATED RESTART_CONVERSATION SUBMIT_RATING
emoji.hover.text average great poor
faq.query.message HELP_YOU QUERY_REGARDING
filter.conversation.list ACTIVE_CONVERSATIONS ALL_CONVERSATIONS HIDE_RESOLVED RESOLVED_TAG SHOW_RESOLVED
group.metadata ADD_MEMBER_MESSAGE ALERT CREATE_GROUP_MESSAGE DELETED_GROUP_MESSAGE GROUP_ICON_CHANGE_MESSAGE GROUP_LEFT_MESSAGE GROUP_META_DATA_UPDATED_MESSAGE GROUP_NAME_CHANGE_MESSAGE GROUP_USER_ROLE_UPDATED_MESSAGE HIDE JOIN_MEMBER_MESSAGE REMOVE_MEMBER_MESSAGE
header.primary.CTA CSAT_RATING FAQ RESTART_CONVERSATION TALK_TO_HUMAN TTS/OFF TTS/ON
lead.collection commonErrorMsg email errorEmail errorText heading invalidPasswordMessage name option password phone submit title
micOptions.dropup VOICE_INPUT_TRIGGER VOICE_NOTE_TRIGGER
rich.form errorText
rich.message notification.preview
time.stamp hr.ago hrs.ago min.ago mins.ago sec.ago secs.ago
voice.output attachment location/init location/lat location/lon
voiceInterface back chat didNotCatchThat hearingYou listening listeningNote muteAction muted mutedNote noActiveConversation noSpeechDetected processing processingFailed repeatLastMsg responseLabel silenceTimeout speak transcribing unmuteAction unmuted
waiting.queue.message contact.name first.Part header.text last.part waiting.queue.number
"""  # noqa: E501 - a group is a line
_SYNONYMS = {"lead.collection/contactNumber": "lead.collection/phone"}
_NEWER = 'give a text that is newer than kommpy in extra={"labels": ...}'


def names() -> "list[str]":
    """Give the name of each text, one within a group behind the group's and a `/`."""
    found = _TEXTS.split()
    for line in _GROUPS.strip().split("\n"):
        group, *texts = line.split()
        found += [group + "/" + text for text in texts]
    return found


def check_names(option: str, labels: "dict[str, Any]") -> None:
    """Refuse a label that the widget has no text for: it would show nowhere.

    Raises:
        OptionError: it says which name was probably meant

    """
    known = names()
    for path in _paths(labels, ""):
        if path not in known:
            raise refusal(option, path, _mend(path, known), where=" key")


def _paths(labels: "dict[str, Any]", above: str) -> "list[str]":
    found = []
    for key in sorted(labels):
        inside = labels[key]
        found += _paths(inside, above + key + "/") if isinstance(inside, dict) else [above + key]
    return found


def _mend(path: str, known: "list[str]") -> str:
    within = [name for name in known if name.startswith(path + "/")]
    if within:
        text = within[0][len(path) + 1 :]
        return f'it is a group, give a dict such as {{"{path}": {{"{text}": ...}}}}'
    meant = _SYNONYMS.get(path) or closest(path, known)
    return f"did you mean {_written(meant)}? Else {_NEWER}" if meant else _NEWER


def _written(path: str) -> str:
    """Give a name as it stands in Python."""
    *groups, text = path.split("/")
    if not groups:
        return f'"{text}"'
    above = "".join([f'{{"{group}": ' for group in groups])
    return f'{above}{{"{text}": ...}}' + "}" * len(groups)
