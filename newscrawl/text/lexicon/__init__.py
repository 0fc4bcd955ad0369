"""The Korean words newscrawl knows: jobs, people's names, places, agencies, outlets and newsrooms.

Data of the language, each list with its source, and the questions asked of one word; no rule about lines lives here.
"""

from newscrawl.text.lexicon.institutions import is_institution
from newscrawl.text.lexicon.jobs import is_role
from newscrawl.text.lexicon.people import is_personal_name, name_shape
from newscrawl.text.lexicon.places import is_place
from newscrawl.text.lexicon.press import is_agency, is_outlet, is_team

__all__ = [
    "is_agency",
    "is_institution",
    "is_outlet",
    "is_personal_name",
    "is_place",
    "is_role",
    "is_team",
    "name_shape",
]
