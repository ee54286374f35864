"""/orgs: professional organisations, mailing lists, student groups; their events, and who was met through one."""
