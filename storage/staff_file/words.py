"""The Italian words of the files, and what each means to the rules."""

from __future__ import annotations

from rules.facts import AbsenceKind, Half, Mode
from storage.tables import Rank, RequestState, Role

RANKS = {
    "dipendente": Rank.STAFF,
    "eq": Rank.EQ,
    "dirigente": Rank.DIRIGENTE,
    "segretario": Rank.SEGRETARIO,
    "eletto": Rank.ELECTED,
}
ROLES = {role.value: role for role in Role if role is not Role.HR} | {"personale": Role.HR}
CONTRACTS = {"tempo_indeterminato": "permanent", "tempo_determinato": "fixed_term"}
MODES = {"agile": Mode.AGILE, "remoto": Mode.REMOTE}
DAY_MODES = {**MODES, "presenza": Mode.PRESENCE}
PARTS: dict[str, Half | None] = {"intera": None, "mattina": Half.AM, "pomeriggio": Half.PM}
STATES = {
    "approvata": RequestState.APPROVED,
    "in_attesa": RequestState.PENDING,
    "rifiutata": RequestState.REFUSED,
    "annullata": RequestState.CANCELLED,
}
ABSENCES: dict[str, AbsenceKind | None] = {
    "ferie": AbsenceKind.LEAVE,
    "malattia": AbsenceKind.SICK,
    "malattia_figlio": AbsenceKind.CHILD_SICK,
    "annullata": None,
}
STANDS = {"valida": True, "annullata": False}
PERMITS_STAND = {"valido": True, "annullato": False}
PERMITS = {
    "esame": "exam",
    "lutto": "bereavement",
    "matrimonio": "marriage",
    "motivi_personali": "personal",
    "legge_104": "law_104",
    "donazione_sangue": "blood_donation",
    "breve": "short",
    "visita_medica": "medical",
    "studio": "study",
    "sindacale": "union",
    "assemblea": "assembly",
}
EQUIPMENT = {"ente": "administration", "propria": "own", "nessuna": "none"}
BACKLOG = {"nessuno": "none", "con_piano": "planned", "senza_piano": "unplanned"}
KINDS = {
    "ufficio": "office",
    "solo_sportello": "public_counter_only",
    "mensa_scolastica": "school_canteen",
    "asilo_nido": "nursery",
    "assistenza_sociale": "social_care",
    "notifiche": "process_serving",
    "polizia_locale": "police_patrol",
    "manutenzione_strade": "road_maintenance",
    "manutenzione_verde": "green_maintenance",
    "autista": "driving",
    "macchine_operatrici": "special_machinery",
    "solo_archivio_cartaceo": "paper_archive_only",
    "protocollo": "protocol_desk",
    "urp": "urp_desk",
    "reperibilita": "on_call_service",
    "turni": "shift_work",
    "attrezzature_fisse": "fixed_equipment",
    "anagrafe": "registry_office",
}
CONDITIONS = {
    "disabilita_grave": "severe_disability",
    "legge_68_99": "disability_68_99",
    "disabilita": "disability",
    "fragile": "fragile",
    "caregiver": "caregiver",
    "prescrizioni_mediche": "medical_fitness_note",
    "convive_con_104": "cohabits_with_104",
    "monogenitore": "single_parent",
    "disagio_salute": "hardship_health",
    "riconosciuto_104": "recognised_104",
    "presenza_impedita": "presence_prevented",
    "vittima_di_violenza": "victim_of_violence",
}
SEXES = {"f": "female", "m": "male", "femmina": "female", "maschio": "male"}
APPOINTMENTS = {"art_90": "art_90", "art_110": "art_110"}
"""Appointed under art. 90 or art. 110 of D.Lgs. 267/2000."""
SANCTIONS = {
    "rimprovero_verbale": "verbal_warning",
    "rimprovero_scritto": "written_warning",
    "multa": "fine",
    "sospensione": "suspension",
}
