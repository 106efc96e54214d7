"""From the page author's files to a site: manifest, prerendering, dev server, build.

Plain CPython, on the standard library alone as far as serving goes.
"""
