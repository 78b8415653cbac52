"""What the checklist says by itself on the phone, with and without a server (R-63)."""

from __future__ import annotations

from portal.core.domain.text import Text

PHONE_WORDS = {
    "offline": Text(
        "No connection. {n} entries are kept on this phone and go out by themselves.",
        "Pas de connexion. {n} entrées sont gardées sur ce téléphone et partiront d'elles-mêmes.",
    ),
    "signin": Text(
        "Sign in again: {n} entries wait on this phone.",
        "Reconnectez-vous : {n} entrées attendent sur ce téléphone.",
    ),
    "others": Text(
        "{n} entries of a colleague wait on this phone until that colleague signs in.",
        "{n} entrées d'un collègue attendent sur ce téléphone jusqu'à ce qu'il se connecte.",
    ),
    "sending": Text("{n} entries are on their way.", "{n} entrées sont en route."),
    "all": Text("Everything is with the server.", "Tout est sur le serveur."),
    "kept": Text("Kept on this phone ({n}), not sent yet.", "Gardé sur ce téléphone ({n}), pas encore envoyé."),
    "refused": Text("Not accepted, still kept here:", "Non accepté, toujours gardé ici :"),
    "conflict": Text(
        "Marked otherwise by {who}: {mark}. {note} Look at both and mark it again.",
        "Noté autrement par {who} : {mark}. {note} Voyez les deux et notez-le de nouveau.",
    ),
    "photos": Text("Photos with the server: {n}.", "Photos sur le serveur : {n}."),
    "stands": Text("On record: {mark} ({who}).", "Au dossier : {mark} ({who})."),
}
