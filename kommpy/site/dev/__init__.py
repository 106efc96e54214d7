"""What the dev server adds to a site, and no build ever does: reload, errors, panel, doctor."""
