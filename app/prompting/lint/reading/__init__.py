"""Takes texts apart for the checks: word lists, stems, phrases, languages."""
