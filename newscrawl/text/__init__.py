"""Words to values: what Korean dates, bylines, captions and headlines mean. Pure; no page, no network, no store."""
