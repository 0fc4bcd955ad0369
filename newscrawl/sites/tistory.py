"""티스토리, the blog service: any blog, by the address of a category or a post. The markup is in families/tistory.

A blog on a domain of its own is known by the engine's marks in its pages, not here.
"""

from dataclasses import replace

from newscrawl.families.tistory import FAMILY

SITE = replace(FAMILY, hosts=("*.tistory.com",))
